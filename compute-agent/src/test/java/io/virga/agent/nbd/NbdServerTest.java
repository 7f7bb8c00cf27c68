package io.virga.agent.nbd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.agent.host.Tool;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QEMU's own client reads right, and a client that means harm gets nothing.
class NbdServerTest {

    private static final byte[] CONTENT = new byte[3 << 20];
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int TRIM = 4;

    static {
        new Random(11).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private Path socket;
    private NbdServer server;
    private volatile boolean broken;

    @BeforeEach
    void serve() {
        socket = folder.resolve("s");
        server = new NbdServer(
                socket,
                new NbdExport() {
                    @Override
                    public long size() {
                        return CONTENT.length;
                    }

                    @Override
                    public void read(long position, ByteBuffer into) throws IOException {
                        if (broken) {
                            throw new IOException("away");
                        }
                        into.put(CONTENT, (int) position, into.remaining());
                    }
                },
                new Semaphore(4));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void qemuReadsWhatIsThere() {
        var copy = folder.resolve("copy");

        qemuImg("convert", "-f", "raw", "-O", "raw", uri(), copy.toString());

        assertThat(copy).hasBinaryContent(CONTENT);
    }

    @Test
    void qemuIsToldWhenBytesCannotBeHadAndMayAskAgain() {
        broken = true;
        assertThatThrownBy(() -> qemuImg("dd", "-f", "raw", "-O", "raw", "if=" + uri(), "of=" + folder.resolve("x")))
                .isInstanceOf(Tool.Failed.class)
                .hasMessageContaining("Input/output error");

        broken = false;
        qemuReadsWhatIsThere();
    }

    @Test
    void qemuCannotWrite() {
        assertThatThrownBy(() -> qemuImg("convert", "-n", "-f", "raw", "-O", "raw", uri(), uri()))
                .isInstanceOf(Tool.Failed.class)
                .hasMessageContaining("Permission denied");
    }

    @Test
    @Tag("SEC-07")
    void whatIsOutsideIsRefusedAndTheConnectionGoesOn() throws IOException {
        try (var client = connected()) {
            assertThat(error(client, READ, CONTENT.length - 1, 2)).isEqualTo(22);
            assertThat(error(client, READ, -1, 1)).isEqualTo(22);
            assertThat(error(client, READ, Long.MAX_VALUE, 1)).isEqualTo(22);
            assertThat(error(client, READ, 0, (1 << 20) + 1)).isEqualTo(22);
            assertThat(error(client, READ, 0, -1)).isEqualTo(22);
            assertThat(error(client, TRIM, 0, 1)).isEqualTo(1);
            assertThat(error(client, READ, 5, 3)).isZero();
            var bytes = Wire.read(client, 3).array();
            assertThat(bytes).containsExactly(CONTENT[5], CONTENT[6], CONTENT[7]);
        }
    }

    @Test
    @Tag("SEC-07")
    void writeEndsTheConnection() throws IOException {
        try (var client = connected()) {
            assertThatThrownBy(() -> error(client, WRITE, 0, 4)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void optionThatIsTooLongEndsTheConnection() throws IOException {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Wire.read(client, 18);
            var option = ByteBuffer.allocate(20).putInt(3).put("IHAVEOPT".getBytes(US_ASCII));
            Wire.write(client, option.putInt(7).putInt(1 << 30).flip());

            assertThatThrownBy(() -> Wire.read(client, 1)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void nothingIsLeftOfAServerThatIsClosed() throws IOException {
        try (var client = connected()) {
            server.close();

            assertThatThrownBy(() -> error(client, READ, 0, 1)).isInstanceOf(IOException.class);
            assertThat(Files.exists(socket)).isFalse();
        }
    }

    // By the old option, which ends the negotiation at once.
    private SocketChannel connected() throws IOException {
        var client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        assertThat(Wire.read(client, 18).getLong()).isEqualTo(0x4e42444d41474943L);
        var option = ByteBuffer.allocate(20).putInt(3).put("IHAVEOPT".getBytes(US_ASCII));
        Wire.write(client, option.putInt(1).putInt(0).flip());
        assertThat(Wire.read(client, 10).getLong()).isEqualTo(CONTENT.length);
        return client;
    }

    private static int error(SocketChannel client, int type, long offset, int length) throws IOException {
        var request = ByteBuffer.allocate(28).putInt(0x25609513).putShort((short) 0);
        Wire.write(
                client,
                request.putShort((short) type)
                        .putLong(77)
                        .putLong(offset)
                        .putInt(length)
                        .flip());
        var reply = Wire.read(client, 16);
        assertThat(reply.getInt()).isEqualTo(0x67446698);
        var error = reply.getInt();
        assertThat(reply.getLong()).isEqualTo(77);
        return error;
    }

    private String uri() {
        return "nbd+unix:///image?socket=" + socket;
    }

    private static void qemuImg(String... arguments) {
        var command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        Tool.run(Duration.ofSeconds(20), command);
    }
}
