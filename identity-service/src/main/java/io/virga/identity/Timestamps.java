package io.virga.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Moments as Identity v3 shows them: ISO 8601 in UTC, to the microsecond.
public final class Timestamps {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /// As users and application credentials show them.
    public static String withoutOffset(Instant time) {
        return MICROS.format(time);
    }

    /// As tokens and trusts show them.
    public static String inUtc(Instant time) {
        return withoutOffset(time) + "Z";
    }
}
