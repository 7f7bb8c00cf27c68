package io.virga.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A store, what relays, and a client with a plain socket.
class RelayTest {

    private static final int LENGTH = 32 << 20;

    private final byte[] bytes = new byte[LENGTH];
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> storeIsRid = new CompletableFuture<>();
    private Consumer<HttpServerResponse> store = this::everything;
    private Duration patience = Duration.ofMinutes(1);
    private HttpServer relaying;
    private volatile HttpServerResponse answer;

    @BeforeEach
    void start() throws Exception {
        new Random(5).nextBytes(bytes);
        var stored = listening(request -> {
            request.connection().closeHandler(_ -> storeIsRid.complete(null));
            request.response().putHeader("Content-Length", Integer.toString(LENGTH));
            store.accept(request.response());
        });
        relaying = listening(request -> relay(request, stored.actualPort()));
    }

    private HttpServer listening(Consumer<HttpServerRequest> handler) throws Exception {
        return done(vertx.createHttpServer().requestHandler(handler::accept).listen(0, "127.0.0.1"));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void relay(HttpServerRequest request, int port) {
        var to = request.response();
        answer = to;
        vertx.createHttpClient()
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(HttpClientRequest::send)
                .onSuccess(from -> {
                    var relay = new Relay(from.pause(), to, LENGTH, patience);
                    relay.ended().whenComplete((_, failure) -> {
                        if (failure == null) {
                            ended.complete(null);
                        } else {
                            ended.completeExceptionally(failure);
                            to.reset();
                        }
                    });
                    relay.start(vertx);
                });
    }

    private void everything(HttpServerResponse response) {
        response.end(Buffer.buffer(bytes));
    }

    private void half(HttpServerResponse response) {
        response.write(Buffer.buffer(bytes).slice(0, LENGTH / 2));
    }

    @AfterEach
    void stop() throws Exception {
        done(vertx.close());
    }

    private Socket client() throws IOException {
        var socket = connected();
        skipHead(socket.getInputStream());
        return socket;
    }

    private Socket connected() throws IOException {
        var socket = new Socket("127.0.0.1", relaying.actualPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void skipHead(InputStream answer) throws IOException {
        for (var last = 0; last != 0x0d0a0d0a; ) {
            var next = answer.read();
            assertThat(next).isNotNegative();
            last = last << 8 | next;
        }
    }

    @Test
    void everyByteArrives() throws Exception {
        try (var client = client()) {
            assertThat(Arrays.equals(client.getInputStream().readNBytes(LENGTH), bytes))
                    .isTrue();
        }
        ended.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatReadsByAndByIsWaitedFor() throws Exception {
        patience = Duration.ofSeconds(3);
        var begin = System.nanoTime();
        try (var client = client()) {
            for (var done = 0; done < LENGTH; done += LENGTH / 8) {
                Thread.sleep(1000);
                assertThat(Arrays.equals(
                                client.getInputStream().readNBytes(LENGTH / 8),
                                Arrays.copyOfRange(bytes, done, done + LENGTH / 8)))
                        .isTrue();
            }
        }
        ended.get(30, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - begin).isGreaterThan(patience.toNanos());
    }

    @Test
    void aClientThatDoesNotReadIsGivenUp() throws Exception {
        patience = Duration.ofSeconds(1);
        try (var _ = client()) {
            assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("client does not read");
            storeIsRid.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClientThatHasGoneLeavesNothingOpen() throws Exception {
        try (var client = client()) {
            assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
        }
        assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        storeIsRid.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatBreaksOffDoesNotLookLikeAll() throws Exception {
        store = response -> {
            half(response);
            vertx.setTimer(100, _ -> response.reset());
        };
        try (var client = client()) {
            assertThat(read(client)).isLessThan(LENGTH);
        }
        assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aStoreThatFallsSilentIsGivenUp() throws Exception {
        patience = Duration.ofSeconds(1);
        store = this::half;
        try (var client = client()) {
            assertThat(read(client)).isLessThan(LENGTH);
        }
        assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("silent");
        storeIsRid.get(30, TimeUnit.SECONDS);
    }

    /// It may still become an error, with a length of its own.
    @Test
    void aStoreThatHasNothingButAHeadLeavesTheAnswerAlone() throws Exception {
        store = response -> {
            response.write(Buffer.buffer());
            vertx.setTimer(100, _ -> response.reset());
        };
        try (var client = connected()) {
            assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(answer.headWritten()).isFalse();
        assertThat(answer.headers()).isEmpty();
    }

    /// Until the connection ends, in whatever way.
    private static int read(Socket client) throws IOException {
        var count = 0;
        try {
            var buffer = new byte[64 << 10];
            for (int read; (read = client.getInputStream().read(buffer)) >= 0; count += read) {}
        } catch (IOException e) {
            return count;
        }
        return count;
    }
}
