package io.virga.image.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedGetTest {

    private static final String TEN = "HTTP/1.1 206 Partial Content\r\nContent-Length: 10\r\n\r\n0123456789";

    private final SignedGet get = new SignedGet(
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(1)).build());
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    // Answers one request with `text` and hangs up; the request's Range is what it returns.
    private CompletableFuture<String> answers(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try (var line = server.accept()) {
                var reader = new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII));
                var range = "";
                for (var header = reader.readLine(); !header.isEmpty(); header = reader.readLine()) {
                    range = header.startsWith("Range: ") ? header : range;
                }
                line.getOutputStream().write(text.getBytes(US_ASCII));
                return range;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private byte[] read(int length) throws IOException {
        var url = URI.create(
                "http://%s:%d/key".formatted(server.getInetAddress().getHostAddress(), server.getLocalPort()));
        try (var data = get.range(url, 5, length)) {
            return data.readAllBytes();
        }
    }

    @Test
    void theRangeIsRead() throws IOException {
        var range = answers(TEN);

        assertThat(read(10)).asString(US_ASCII).isEqualTo("0123456789");
        assertThat(range.join()).isEqualTo("Range: bytes=5-14");
    }

    @Test
    void aServerThatEndsTooSoonIsAFailure() {
        answers(TEN.substring(0, TEN.length() - 1));

        assertThatThrownBy(() -> read(10)).isInstanceOf(IOException.class).hasMessageContaining("EOF");
    }

    @Test
    void anythingElseThanTheRangeIsAFailure() {
        answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");

        assertThatThrownBy(() -> read(10)).isInstanceOf(IOException.class).hasMessageContaining("200");
    }

    @Test
    void aRangeOfAnotherLengthIsAFailure() {
        answers(TEN);

        assertThatThrownBy(() -> read(11)).isInstanceOf(IOException.class).hasMessageContaining("206");
    }

    @Test
    void nobodyIsFollowedElsewhere() {
        answers("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> read(10)).isInstanceOf(IOException.class).hasMessageContaining("307");
    }

    @Test
    void aSilentServerIsGivenUp() {
        assertThatThrownBy(() -> read(10)).isInstanceOf(IOException.class);
    }
}
