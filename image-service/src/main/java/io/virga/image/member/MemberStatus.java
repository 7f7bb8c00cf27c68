package io.virga.image.member;

import io.virga.model.CloudException.Invalid;
import java.util.Arrays;
import java.util.Locale;

/// Whether a member wants to see the image in its listings.
enum MemberStatus {
    PENDING,
    ACCEPTED,
    REJECTED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MemberStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("Invalid status: '%s' is not one of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(MemberStatus::word).toList())));
    }
}
