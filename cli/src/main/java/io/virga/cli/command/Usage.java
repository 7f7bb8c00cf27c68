package io.virga.cli.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Reading of arguments that picocli leaves as text, with refusals that end in exit code 2.
public final class Usage {

    /// The user has typed something that makes no sense, whatever the cloud says.
    public static final class WrongArguments extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongArguments(String message) {
            super(message);
        }
    }

    private Usage() {}

    public static WrongArguments wrong(String message) {
        return new WrongArguments(message);
    }

    /// `key=value` arguments as a map; the value may hold further equals signs.
    public static Map<String, String> pairs(Collection<String> arguments, String option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (var argument : arguments) {
            var split = argument.indexOf('=');
            if (split < 1) {
                throw wrong(option + " expects key=value, not '" + argument + "'");
            }
            pairs.put(argument.substring(0, split), argument.substring(split + 1));
        }
        return pairs;
    }

    /// `a=b,c=d` within one argument.
    public static Map<String, String> fields(String argument, String option) {
        return pairs(List.of(argument.split(",")), option);
    }

    public static boolean truth(String text, String option) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> throw wrong(option + " expects true or false, not '" + text + "'");
        };
    }

    /// Of two opposite switches: true, false, or null when neither was given.
    public static Boolean either(boolean yes, boolean no, String names) {
        if (yes && no) {
            throw wrong(names + " cannot be used together");
        }
        return yes ? Boolean.TRUE : no ? Boolean.FALSE : null;
    }

    /// The value, which may be missing, but if given must be one of these.
    public static String oneOf(String value, String option, String... allowed) {
        if (value == null || List.of(allowed).contains(value)) {
            return value;
        }
        throw wrong(option + " expects one of " + String.join(", ", allowed) + ", not '" + value + "'");
    }

    /// How many things are wanted at most, which may be left open, null, but not be none.
    public static Integer limit(Integer number) {
        if (number != null && number < 1) {
            throw wrong("--limit expects a number above 0");
        }
        return number;
    }

    private static boolean given(Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    /// Of options that exclude each other, at most one may be given.
    public static void atMostOne(String names, Object... values) {
        if (Stream.of(values).filter(Usage::given).count() > 1) {
            throw wrong("only one of " + names + " can be used");
        }
    }
}
