package io.virga.identity.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.identity.Timestamps;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Optional<Instant> read(String value) {
        return Expiry.read(Fields.parse("{\"expires_at\":%s}".formatted(value)), "expires_at", NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T18:30:59Z, 2026-02-27T18:30:59Z",
        "2026-02-27T18:30:59, 2026-02-27T18:30:59Z",
        "2026-02-27T18:30:59.123456, 2026-02-27T18:30:59.123456Z",
        "2026-02-27T18:30:59.123456789Z, 2026-02-27T18:30:59.123456Z",
        "2026-02-27T18:30:59+02:00, 2026-02-27T16:30:59Z",
    })
    void times(String text, Instant time) {
        assertThat(read('"' + text + '"')).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "7",
                "\"bad.123Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2025-12-31T23:59:59Z\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"2026-02-27\""
            })
    void whatIsNoTimeOrPast(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(Invalid.class);
    }

    @Test
    void noneIsNone() {
        assertThat(read("null")).isEmpty();
        assertThat(Timestamps.withoutOffset(NOW)).isEqualTo("2026-01-01T00:00:00.000000");
        assertThat(Timestamps.inUtc(NOW)).isEqualTo("2026-01-01T00:00:00.000000Z");
    }
}
