package io.virga.agent.image;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A part of a disk: a number of bytes (`512M`, `20G`, `1T`; powers of 1024) or a percentage of its size
/// (`15%`).
public record DiskShare(BigDecimal number, String unit) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,3})?)([KMGT%]?)");
    private static final String UNITS = "KMGT";

    /// Throws `IllegalArgumentException` for anything else, and for more than 100 %.
    public static DiskShare of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'%s' is neither a size like 20G nor a share like 15%%".formatted(text));
        }
        var share = new DiskShare(new BigDecimal(form.group(1)), form.group(2));
        if (share.unit.equals("%") && share.number.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("'%s' is more than the whole disk".formatted(text));
        }
        return share;
    }

    /// In bytes, of a disk that has `diskBytes`.
    public long of(long diskBytes) {
        var factor = unit.equals("%")
                ? BigDecimal.valueOf(diskBytes).movePointLeft(2)
                : BigDecimal.valueOf(1L << (10 * (unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1)));
        return number.multiply(factor).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }
}
