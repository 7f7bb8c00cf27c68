package io.virga.contract.audit;

import java.util.Locale;

/// Texts that others chose, made fit to be kept and shown: bounded, and without a character that moves a cursor, hides
/// or cannot be encoded.
final class Printable {

    private Printable() {}

    /// `text` with each character that is not printable as `\\u` and its number, cut to `longest` characters; null
    /// stays
    /// null. Doing it twice changes nothing more.
    static String of(String text, int longest) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder(Math.min(text.length(), longest));
        var left = longest;
        for (var character : text.codePoints().limit(longest).toArray()) {
            var shown = printable(character) ? Character.toString(character) : escaped(character);
            left -= shown.codePointCount(0, shown.length());
            if (left < 0) {
                break;
            }
            out.append(shown);
        }
        return out.toString();
    }

    private static String escaped(int character) {
        return String.format(Locale.ROOT, "\\u%04x", character);
    }

    private static boolean printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
