package io.virga.image.metadef.tag;

import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import io.virga.web.Fields;
import java.util.List;

/// What a request says about a tag: nothing but its name.
public final class TagDraft {

    /// How many tags a namespace may have.
    public static final int MOST = 1000;

    private TagDraft() {}

    static String parse(Fields fields) {
        Names.refuseReadOnly(fields, "created_at", "updated_at");
        return name(fields);
    }

    /// All tags that a request is about. An empty list is one, too; a missing one is `Invalid`, for it would
    /// take away all that are there.
    static List<String> parseWhole(Fields fields) {
        if (!fields.has("tags") || fields.isNull("tags")) {
            throw new Invalid("tags is a required property");
        }
        var names = parseAll(fields, "tags");
        fields.refuseOthers();
        return names;
    }

    /// Tags that come together, perhaps as the service has shown them before.
    public static List<String> parseAll(Fields fields, String key) {
        var tags = fields.objects(key);
        if (tags.size() > MOST) {
            throw new TooLarge("A namespace has at most %d tags.".formatted(MOST));
        }
        return tags.stream()
                .map(tag -> {
                    Names.ignore(tag, "created_at", "updated_at");
                    return name(tag);
                })
                .toList();
    }

    private static String name(Fields fields) {
        var name = Names.in(fields, "name");
        fields.refuseOthers();
        return name;
    }
}
