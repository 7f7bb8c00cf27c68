package io.virga.image.data;

import java.util.Optional;
import java.util.regex.Pattern;

/// A part of a body of `total` bytes, from `first` to `last` inclusive.
record ByteRange(long first, long last, long total) {

    private static final String UNIT = "bytes=";
    private static final Pattern SINGLE = Pattern.compile("(?i)" + UNIT + "(\\d{0,18})-(\\d{0,18})");

    static ByteRange all(long total) {
        return new ByteRange(0, total - 1, total);
    }

    /// Whether a `Range` header, which may be null, asks for bytes. Other units are as good as no header (RFC 9110,
    /// 14.2).
    static boolean isWanted(String header) {
        return header != null && header.strip().regionMatches(true, 0, UNIT, 0, UNIT.length());
    }

    /// Reads a `Range` header that names one range. Empty when none of its bytes exist.
    static Optional<ByteRange> parse(String header, long total) {
        var range = SINGLE.matcher(header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            var length = Math.min(Long.parseLong(range.group(2)), total);
            return existing(total - length, total - 1, total);
        }
        var last = range.group(2).isEmpty() ? total - 1 : Math.min(Long.parseLong(range.group(2)), total - 1);
        return existing(Long.parseLong(range.group(1)), last, total);
    }

    private static Optional<ByteRange> existing(long first, long last, long total) {
        return first <= last && first < total ? Optional.of(new ByteRange(first, last, total)) : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }

    String contentRange() {
        return "bytes %d-%d/%d".formatted(first, last, total);
    }
}
