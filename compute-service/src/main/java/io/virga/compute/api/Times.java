package io.virga.compute.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Points of time, in the two ways of the compute API.
public final class Times {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Times() {}

    /// `2026-01-01T00:00:00Z`
    public static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// `2026-01-01T00:00:00.000000`
    public static String micros(Instant time) {
        return MICROS.format(time);
    }
}
