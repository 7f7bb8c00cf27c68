package io.virga.compute.server;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tags as the compute API has them, of servers and of their devices: 1 to 60 characters, none of them a slash or a
/// comma.
final class ServerTags {

    private static final int LONGEST = 60;
    private static final int MOST = 50;

    private ServerTags() {}

    /// The `tags` of a body, at most 50.
    static List<String> required(Fields body) {
        if (!body.has("tags") || body.isNull("tags")) {
            throw new Invalid("'tags' is a required property");
        }
        var tags = new ArrayList<String>();
        for (var tag : body.texts("tags", MOST, 2 * LONGEST)) {
            tags.add(checked(tag));
        }
        return tags;
    }

    /// The `tag` of a device.
    static Optional<String> ofDevice(Fields device) {
        return device.optionalText("tag", 1, LONGEST).map(ServerTags::checked);
    }

    static String checked(String tag) {
        var length = tag.codePointCount(0, tag.length());
        if (length < 1 || length > LONGEST || tag.codePoints().anyMatch(ServerTags::isUnfit)) {
            throw new Invalid("Tag '%s' is invalid: a tag has 1 to %d characters, none of them '/' or ','."
                    .formatted(tag.replace('\0', ' '), LONGEST));
        }
        return tag;
    }

    // The last two are what no database takes: U+0000, and one half of a surrogate pair.
    private static boolean isUnfit(int character) {
        return character == '/'
                || character == ','
                || character == 0
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
