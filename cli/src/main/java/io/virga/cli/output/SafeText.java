package io.virga.cli.output;

/// Makes text that others have chosen harmless for a terminal.
///
/// Names, descriptions and console logs come from tenants and guests; an escape sequence in them could retitle the
/// window, hide rows or answer for the user. Line feed and tab pass, every other control character is shown as its
/// code.
public final class SafeText {

    private SafeText() {}

    public static String escaped(String text) {
        if (text.codePoints().noneMatch(SafeText::dangerous)) {
            return text;
        }
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (dangerous(point)) {
                safe.append(point < 0x100 ? "\\x%02x".formatted(point) : "\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean dangerous(int point) {
        return point != '\n' && point != '\t' && (Character.isISOControl(point) || reordersText(point));
    }

    /// The bidirectional overrides and isolates, which make a line read as something that it is not.
    private static boolean reordersText(int point) {
        return point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069;
    }
}
