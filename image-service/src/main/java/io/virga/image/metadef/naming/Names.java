package io.virga.image.metadef.naming;

import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Fields;

/// What namespaces and the definitions in them may be called: whatever can be a segment of a path, so that
/// each of them can be asked for by its name.
public final class Names {

    public static final int LONGEST = 80;

    private Names() {}

    /// The name that a body gives to what it describes.
    public static String in(Fields fields, String key) {
        return chosen(fields.text(key, 1, LONGEST));
    }

    /// A name for something new. `Invalid` when it is none.
    public static String chosen(String name) {
        if (!isName(name)) {
            throw new Invalid(("'%s' is no name: it has 1 to %d printable characters, no '/' among them, and is neither"
                            + " '.' nor '..'.")
                    .formatted(name, LONGEST));
        }
        return name;
    }

    /// A name to look for. What cannot be a name is the name of nothing.
    public static String sought(String kind, String name) {
        if (!isName(name)) {
            throw new NotFound(kind, name);
        }
        return name;
    }

    static boolean isName(String text) {
        var length = text.codePointCount(0, text.length());
        return length >= 1
                && length <= LONGEST
                && !text.equals(".")
                && !text.equals("..")
                && text.codePoints().noneMatch(Names::unfit);
    }

    private static boolean unfit(int character) {
        return character == '/'
                || Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    /// `Forbidden` when the body says something of what only the service may.
    public static void refuseReadOnly(Fields fields, String... keys) {
        for (var key : keys) {
            if (fields.has(key)) {
                throw new Forbidden("Attribute '%s' is read-only.".formatted(key));
            }
        }
    }

    /// What the service itself has said about a part: sent back within a whole, it changes nothing.
    public static void ignore(Fields fields, String... keys) {
        for (var key : keys) {
            fields.has(key);
        }
    }
}
