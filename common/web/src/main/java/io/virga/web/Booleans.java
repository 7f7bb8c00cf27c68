package io.virga.web;

import io.virga.model.CloudException.Invalid;
import java.util.Locale;

/// Truth values as OpenStack's clients write them in queries.
public final class Booleans {

    private Booleans() {}

    /// `Invalid` for anything else than `1 t true y yes on` and their opposites, in any case.
    public static boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "y", "yes", "on" -> true;
            case "0", "f", "false", "n", "no", "off" -> false;
            default -> throw new Invalid("'%s' is not a boolean".formatted(text));
        };
    }
}
