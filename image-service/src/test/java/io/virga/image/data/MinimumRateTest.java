package io.virga.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumRateTest {

    private static final long SECOND = 1_000_000_000;

    private long now;
    private long secondsEach;

    /// Takes a while for each piece of ten bytes.
    private final InputStream server = new InputStream() {
        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            now += secondsEach * SECOND;
            return 10;
        }
    };

    private final InputStream stream = new MinimumRate(server, 5, Duration.ofSeconds(10), () -> now);

    private void read(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            stream.read(new byte[10]);
        }
    }

    @Test
    void whoIsFastEnoughGoesOn() {
        secondsEach = 2;

        assertThatCode(() -> read(1000)).doesNotThrowAnyException();
    }

    @Test
    void whoIsTooSlowForAWindowIsGivenUp() throws IOException {
        secondsEach = 3;
        read(3);

        assertThatThrownBy(() -> read(1))
                .isInstanceOf(Invalid.class)
                .hasMessage("The data comes too slowly: 40 bytes in 12 seconds; at least 5 a second are expected.");
    }

    @Test
    void earlierHasteDoesNotHelp() throws IOException {
        read(1_000_000);
        secondsEach = 10;
        read(1);

        assertThatThrownBy(() -> read(1)).isInstanceOf(Invalid.class);
    }

    @Test
    void timeBetweenTheReadsIsTheReaders() throws IOException {
        secondsEach = 1;
        for (int i = 0; i < 100; i++) {
            now += 60 * SECOND;
            read(1);
        }
        assertThat(now).isGreaterThan(6000 * SECOND);
    }

    @Test
    void theEndIsNeverTooSlow() throws IOException {
        var slowEnd = new MinimumRate(
                new InputStream() {
                    @Override
                    public int read() {
                        now += 60 * SECOND;
                        return -1;
                    }
                },
                5,
                Duration.ofSeconds(10),
                () -> now);

        assertThat(slowEnd.read()).isEqualTo(-1);
    }
}
