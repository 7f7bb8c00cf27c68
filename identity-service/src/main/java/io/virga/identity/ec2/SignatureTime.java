package io.virga.identity.ec2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The ways in which signatures write the time.
final class SignatureTime {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SignatureTime() {}

    /// `20260102T030405Z`, of version 4.
    static Instant basic(String text) {
        try {
            return BASIC.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw Signing.refused("its time cannot be read.");
        }
    }

    /// ISO 8601, in UTC where it names no offset: of version 2.
    static Instant iso(String text) {
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Signing.refused("its time cannot be read.");
        }
    }

    /// As the header `Date` has it: of S3's version 2.
    static Instant http(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw Signing.refused("its time cannot be read.");
        }
    }
}
