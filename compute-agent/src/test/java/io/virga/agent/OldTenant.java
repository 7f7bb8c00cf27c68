package io.virga.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.host.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Somebody whose bytes the next one on the host must not find.
public final class OldTenant {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] MARKER = "marker-of-the-old-tenant".getBytes(ISO_8859_1);
    private static final int BLOCK = 1 << 20;

    /// Bytes of a disk of 1 GiB: its begin, its end, in the middle of a cluster.
    private static final long[] PLACES = {0, (1L << 30) - (1 << 17), (1L << 29) + 512};

    private static final int LENGTH = 1 << 17;

    private OldTenant() {}

    /// As many markers as there is room for.
    public static byte[] bytes(int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = MARKER[i % MARKER.length];
        }
        return bytes;
    }

    /// The qcow2 `disk` shows 1 GiB, and nobody has it open.
    public static void writesOnto(Path disk) throws IOException {
        var bytes = Files.write(disk.resolveSibling("bytes-of-the-old-tenant"), bytes(LENGTH));
        for (var place : PLACES) {
            write(disk, "write -q -s %s %d %d".formatted(bytes, place, LENGTH));
        }
        Files.delete(bytes);
        assertThat(isIn(disk)).isTrue();
        assertThat(isShownBy(disk)).isTrue();
    }

    /// From the file, and from the whole device as a guest sees it.
    public static void isGoneFrom(Path disk) throws IOException {
        assertThat(isIn(disk)).isFalse();
        assertThat(isShownBy(disk)).isFalse();
    }

    /// A guest's small write brings a whole cluster into being.
    public static void isGoneFromAroundWhatIsWrittenTo(Path disk) throws IOException {
        for (var place : PLACES) {
            write(disk, "write -q -P 7 %d 512".formatted(place + 4_096));
        }
        isGoneFrom(disk);
    }

    private static void write(Path disk, String command) {
        Tool.run(PATIENCE, List.of("qemu-io", "-f", "qcow2", "-c", command, disk.toString()));
    }

    private static boolean isShownBy(Path disk) throws IOException {
        var device = disk.resolveSibling("device");
        Tool.run(
                PATIENCE,
                List.of("qemu-img", "convert", "-f", "qcow2", "-O", "raw", disk.toString(), device.toString()));
        try {
            assertThat(Files.size(device)).isEqualTo(1L << 30);
            return isIn(device);
        } finally {
            Files.delete(device);
        }
    }

    /// Whether some piece of `file` is a marker.
    public static boolean isIn(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[MARKER.length + BLOCK];
            for (var read = in.readNBytes(buffer, MARKER.length, BLOCK);
                    read > 0;
                    read = in.readNBytes(buffer, MARKER.length, BLOCK)) {
                if (contains(buffer, MARKER.length + read)) {
                    return true;
                }
                System.arraycopy(buffer, read, buffer, 0, MARKER.length);
            }
            return false;
        }
    }

    private static boolean contains(byte[] bytes, int length) {
        for (var i = 0; i + MARKER.length <= length; i++) {
            if (bytes[i] == MARKER[0] && Arrays.equals(bytes, i, i + MARKER.length, MARKER, 0, MARKER.length)) {
                return true;
            }
        }
        return false;
    }
}
