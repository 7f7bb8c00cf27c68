package io.virga.identity;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Optional;

/// The names that people give to things: not blank, and kept without the blanks around them.
public final class Names {

    private Names() {}

    public static String required(Fields thing, int longest) {
        return stripped(thing.text("name", 1, longest));
    }

    public static Optional<String> optional(Fields thing, int longest) {
        if (thing.isNull("name")) {
            throw new Invalid("Invalid input for field name: a string is expected.");
        }
        return thing.optionalText("name", 1, longest).map(Names::stripped);
    }

    private static String stripped(String name) {
        if (name.isBlank()) {
            throw new Invalid("Invalid input for field name: at least one character that is not blank is expected.");
        }
        return name.strip();
    }
}
