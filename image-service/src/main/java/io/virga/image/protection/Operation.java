package io.virga.image.protection;

import java.util.Locale;

/// What somebody does with one property of an image.
public enum Operation {
    CREATE,
    READ,
    UPDATE,
    DELETE;

    /// As the file of protections writes it: `create`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
