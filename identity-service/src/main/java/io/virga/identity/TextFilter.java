package io.virga.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A condition on a text in a listing: equal to a value or, as Keystone's inexact filters have it, holding it:
/// `name__contains`, `name__startswith`, `name__endswith`, each with an `i` in front to ignore the case.
public record TextFilter(Comparison comparison, boolean ignoresCase, String value) {

    /// How the text is compared.
    public enum Comparison {
        EQUALS,
        CONTAINS,
        STARTSWITH,
        ENDSWITH
    }

    private static final char ESCAPE = '!';

    public static TextFilter equal(String value) {
        return new TextFilter(Comparison.EQUALS, false, value);
    }

    /// Empty for a comparison that nobody knows, which Keystone ignores.
    static Optional<TextFilter> inexact(String comparison, String value) {
        var ignoresCase = comparison.startsWith("i");
        var name = (ignoresCase ? comparison.substring(1) : comparison).toUpperCase(Locale.ROOT);
        return Arrays.stream(Comparison.values())
                .filter(known -> known != Comparison.EQUALS && known.name().equals(name))
                .map(known -> new TextFilter(known, ignoresCase, value))
                .findFirst();
    }

    String condition(String column, String parameter) {
        if (comparison == Comparison.EQUALS) {
            return "%s = :%s".formatted(column, parameter);
        }
        var pattern = ignoresCase ? "lower(%s) like lower(:%s) escape '%s'" : "%s like :%s escape '%s'";
        return pattern.formatted(column, parameter, ESCAPE);
    }

    String bound() {
        return switch (comparison) {
            case EQUALS -> value;
            case CONTAINS -> "%" + escaped() + "%";
            case STARTSWITH -> escaped() + "%";
            case ENDSWITH -> "%" + escaped();
        };
    }

    private String escaped() {
        return value.replaceAll("[!%_]", ESCAPE + "$0");
    }
}
