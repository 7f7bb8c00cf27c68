package io.virga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 100 | 0 | 0 % of 100 B",
                "0 | 50 | 100 | 9 | 50 % of 100 B",
                "1048576 | 2097152 | 4194304 | 2 | 50 % of 4.0 MiB, 512.0 KiB/s, 0:04 left",
                "1073741824 | 1073741824 | 1099511627776 | 10 | 0 % of 1.0 TiB, 102.4 MiB/s, 2:50:30 left",
                "100 | 100 | 100 | 1 | 100 % of 100 B, 100 B/s, 0:00 left"
            })
    void sayHowFarHowFastAndHowLong(long moved, long done, long total, long seconds, String expected) {
        assertThat(TransferLine.text(moved, done, total, Duration.ofSeconds(seconds)))
                .isEqualTo(expected);
    }

    @Test
    void onlyATerminalShowsIt() {
        var err = new ByteArrayOutputStream();
        var print = new PrintStream(err, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(InputStream.nullInputStream(), print, print, true, true, _ -> {});
        transfer(terminal.still());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();

        transfer(terminal);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("a\\x1bb: ", "100 % of 100 B")
                .endsWith("\r\033[K");
    }

    private static void transfer(Terminal terminal) {
        try (var line = new TransferLine(terminal, "a\033b", 100)) {
            line.begin(10);
            line.add(90);
        }
    }
}
