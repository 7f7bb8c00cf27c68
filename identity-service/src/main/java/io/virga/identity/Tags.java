package io.virga.identity;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The tags of projects and domains: at most 80, each different, of 1 to 255 characters, without slash and comma.
public final class Tags {

    private static final int MOST = 80;
    private static final int LONGEST = 255;

    private Tags() {}

    public static List<String> required(Fields thing) {
        if (!thing.has("tags")) {
            throw new Invalid("tags is a required property");
        }
        return checked(thing.texts("tags", MOST, LONGEST));
    }

    public static Optional<List<String>> optional(Fields thing) {
        return thing.has("tags") ? Optional.of(required(thing)) : Optional.empty();
    }

    /// The tags as they are kept, or `Invalid`.
    public static List<String> checked(List<String> tags) {
        if (tags.size() > MOST || new HashSet<>(tags).size() < tags.size()) {
            throw new Invalid("tags: at most %d tags, each different from the others, are expected.".formatted(MOST));
        }
        return tags.stream().map(Tags::checked).toList();
    }

    private static String checked(String tag) {
        var bare = tag.strip();
        if (bare.isEmpty() || tag.length() > LONGEST || tag.contains("/") || tag.contains(",") || tag.contains("\0")) {
            throw new Invalid("A tag has 1 to 255 characters, and none of them is a slash or a comma.");
        }
        return bare;
    }
}
