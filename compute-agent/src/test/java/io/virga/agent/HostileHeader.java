package io.virga.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.host.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a guest may write onto its own disk, so that whoever guesses the format reads a file of the host.
public final class HostileHeader {

    private static final int LENGTH = 1 << 16;
    private static final int NAME_AT = 200;

    private HostileHeader() {}

    /// A qcow2 header of 64 KiB whose backing file is `file`.
    public static byte[] namingAsBackingFile(Path file) {
        var name = file.toString().getBytes(UTF_8);
        var header = ByteBuffer.allocate(LENGTH);
        header.putInt(0x514649fb).putInt(3).putLong(NAME_AT).putInt(name.length);
        header.putInt(16).putLong(1 << 20).putInt(0).putInt(1).putLong(LENGTH);
        header.putInt(100, 104);
        header.put(NAME_AT, name);
        return header.array();
    }

    /// `copy` is a qcow2 that stands alone and shows the header as the first bytes of the disk.
    public static void assertItIsMereData(Path copy, byte[] header) throws IOException {
        var raw = copy.resolveSibling(copy.getFileName() + ".raw");
        assertThat(tool("qemu-img", "info", "-f", "qcow2", "--output=json", copy.toString()))
                .doesNotContain("backing");
        tool("qemu-img", "convert", "-f", "qcow2", "-O", "raw", copy.toString(), raw.toString());
        try (var disk = Files.newInputStream(raw)) {
            assertThat(disk.readNBytes(header.length)).isEqualTo(header);
        }
        assertThat(new String(Files.readAllBytes(copy), ISO_8859_1)).doesNotContain("canary-of-the-host");
    }

    private static String tool(String... command) {
        return Tool.run(Duration.ofSeconds(20), List.of(command));
    }
}
