package io.virga.image.image;

import io.virga.model.CloudException.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Who else may see an image.
public enum Visibility {
    /// Everybody, in their listings too.
    PUBLIC,
    /// The owning project alone.
    PRIVATE,
    /// The owning project and its members; the default.
    SHARED,
    /// Everybody who knows the id or asks for community images.
    COMMUNITY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Visibility::word).toList();
    }

    static Visibility of(String word) {
        return Arrays.stream(values())
                .filter(visibility -> visibility.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("visibility: '%s' is not one of %s.".formatted(word, words())));
    }
}
