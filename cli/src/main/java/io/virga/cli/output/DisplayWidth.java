package io.virga.cli.output;

/// How many columns of a terminal a text takes: East Asian wide characters and emoji two, combining marks none.
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /// The index up to which `text` fits into `width` columns; at least one character, so that wrapping ends.
    static int cut(String text, int width) {
        var used = 0;
        var index = 0;
        while (index < text.length()) {
            var point = text.codePointAt(index);
            used += of(point);
            if (used > width && index > 0) {
                return index;
            }
            index += Character.charCount(point);
        }
        return index;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(point) ? 2 : 1;
        };
    }

    private static boolean wide(int point) {
        return point >= 0x1100 && point <= 0x115f
                || point >= 0x2e80 && point <= 0xa4cf
                || point >= 0xac00 && point <= 0xd7a3
                || point >= 0xf900 && point <= 0xfaff
                || point >= 0xfe30 && point <= 0xfe6f
                || point >= 0xff00 && point <= 0xff60
                || point >= 0x1f300 && point <= 0x1faff
                || point >= 0x20000 && point <= 0x3fffd;
    }
}
