package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.virga.image.TestSettings;
import io.virga.model.CloudException.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that has trouble on demand.
class PartSenderTest {

    private static final byte[] BYTES = "a part".getBytes(StandardCharsets.US_ASCII);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final Semaphore answers = new Semaphore(1000);
    private volatile String trouble = "InternalError";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private Spool spool;
    private PartSender sender;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        spool = new Spool(folder, 8);
        sender = connection().parts();
    }

    private S3Connection connection() {
        var config = TestSettings.with(Map.of(
                "image.stores.s3.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "image.stores.s3.parts-at-once",
                "2"));
        return new S3Connection("s3", config.stores().get("s3"), vertx);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            answers.acquireUninterruptibly();
            inside.decrementAndGet();
            if (troubles.getAndDecrement() > 0) {
                var error = "<Error><Code>%s</Code><Message>no</Message></Error>"
                        .formatted(trouble)
                        .getBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/xml");
                exchange.sendResponseHeaders(500, error.length);
                exchange.getResponseBody().write(error);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
    }

    private Spool.Part part() {
        try {
            var part = spool.open();
            part.fill(new ByteArrayInputStream(BYTES), BYTES.length);
            return part;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String send() {
        return sender.send("key", "upload", 1, part()).join().etag();
    }

    private void spoolIsFree() {
        var all = IntStream.range(0, 8).mapToObj(_ -> spool.open()).toList();
        all.forEach(Spool.Part::close);
    }

    @Test
    void aServerWithTroubleIsAskedAgain() {
        troubles.set(2);

        assertThat(send()).isEqualTo("tag");

        assertThat(received).containsExactly("a part", "a part", "a part");
        spoolIsFree();
    }

    @Test
    void notForEver() {
        troubles.set(100);

        assertThatThrownBy(this::send).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Unavailable.class);

        assertThat(received).hasSize(3);
        spoolIsFree();
    }

    @Test
    void aRefusalIsFinal() {
        trouble = "NoSuchUpload";
        troubles.set(1);

        assertThatThrownBy(this::send).hasCauseInstanceOf(Unavailable.class);

        assertThat(received).hasSize(1);
        spoolIsFree();
    }

    @Test
    void fewAreSentAtOnce() {
        answers.drainPermits();
        var sent = IntStream.range(0, 6)
                .mapToObj(number -> sender.send("key", "upload", number + 1, part()))
                .toList();
        for (var answered = 0; answered < 5; answered++) {
            while (inside.get() < 2) {
                Thread.onSpinWait();
            }
            answers.release();
        }
        answers.release();

        sent.forEach(answer -> assertThat(answer.join().etag()).isEqualTo("tag"));

        assertThat(received).hasSize(6);
        assertThat(mostInside).hasValue(2);
        spoolIsFree();
    }
}
