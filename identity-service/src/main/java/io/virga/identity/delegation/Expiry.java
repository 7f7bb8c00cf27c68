package io.virga.identity.delegation;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a delegation ends: an ISO 8601 time, in UTC where it names no offset.
public final class Expiry {

    private static final int LONGEST = 64;

    private Expiry() {}

    /// `Invalid` for what is no time, or is past. Empty when absent or null.
    public static Optional<Instant> read(Fields body, String key, Instant now) {
        var end = body.optionalText(key, 1, LONGEST).map(text -> parse(key, text));
        end.filter(time -> !time.isAfter(now)).ifPresent(_ -> {
            throw new Invalid("Invalid input for field %s: a time in the future is expected.".formatted(key));
        });
        return end;
    }

    private static Instant parse(String key, String text) {
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            var instant = time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
            if (instant.isAfter(
                    OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC).toInstant())) {
                throw new DateTimeException("beyond what is stored");
            }
            return instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new Invalid("Invalid input for field %s: an ISO 8601 time is expected.".formatted(key));
        }
    }
}
