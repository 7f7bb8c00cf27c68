package io.virga.agent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.virga.agent.OldTenant;
import io.virga.agent.SomeCommands;
import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a store that knows ranges and, asked by the tests, does something wrong with the fifth one.
class RangedDownloadTest {

    private static final int RANGE = 1000;
    private static final byte[] CONTENT = new byte[9 * RANGE + 1];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong arrived = new AtomicLong();
    private Answer fifth = RangedDownloadTest::well;
    private HttpServer server;

    private interface Answer {
        void give(HttpExchange exchange, int from, int to) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var range = exchange.getRequestHeaders()
                        .getFirst("Range")
                        .substring("bytes=".length())
                        .split("-");
                var from = Integer.parseInt(range[0]);
                asked.add((long) from);
                (from == 4 * RANGE ? fifth : (Answer) RangedDownloadTest::well)
                        .give(exchange, from, Math.min(CONTENT.length, Integer.parseInt(range[1]) + 1));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void well(HttpExchange exchange, int from, int to) throws IOException {
        answer(exchange, "\"v1\"", "bytes %d-%d/%d".formatted(from, to - 1, CONTENT.length), from, to, to - from);
    }

    private static void answer(HttpExchange exchange, String tag, String range, int from, int to, int sent)
            throws IOException {
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Content-Range", range);
        exchange.sendResponseHeaders(206, to - from);
        exchange.getResponseBody().write(CONTENT, from, sent);
        exchange.getResponseBody().flush();
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    @Test
    void everyRangeIsAskedForOnceAndInItsPlace() {
        assertThat(download(4)).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactlyInAnyOrder(0L, 1000L, 2000L, 3000L, 4000L, 5000L, 6000L, 7000L, 8000L, 9000L);
        assertThat(arrived).hasValue(CONTENT.length);
    }

    @Test
    void fourAreUnderWayAtTheSameTime() {
        var four = new CyclicBarrier(4);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try (exchange) {
                var from = Integer.parseInt(
                        exchange.getRequestHeaders().getFirst("Range").split("[=-]")[1]);
                if (from > 0 && from < 5 * RANGE) {
                    four.await(20, TimeUnit.SECONDS);
                }
                well(exchange, from, Math.min(CONTENT.length, from + RANGE));
            } catch (Exception e) {
                throw new IOException(e);
            }
        });

        assertThat(download(4)).hasBinaryContent(CONTENT);
    }

    @Test
    void rangeThatBreaksOffGoesOnWhereItStopped() {
        fifth = (exchange, from, to) ->
                answer(exchange, "\"v1\"", "bytes 4000-4999/%d".formatted(CONTENT.length), from, to, 600);

        assertThat(download(4)).hasBinaryContent(CONTENT);
        assertThat(asked).hasSize(11).contains(4600L);
    }

    @Test
    void storeThatIsAwayForAMomentIsAskedAgain() {
        fifth = (exchange, from, to) -> {
            fifth = RangedDownloadTest::well;
            refuse(exchange, 503);
        };

        assertThat(download(4)).hasBinaryContent(CONTENT);
    }

    @Test
    void storeThatStaysAwayEndsTheDownload() {
        fifth = (exchange, _, _) -> refuse(exchange, 503);

        assertThatThrownBy(() -> download(4))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("503");
        assertThat(asked.stream().filter(from -> from == 4000)).hasSize(3);
    }

    @Test
    void urlThatExpiresInTheMiddleEndsTheDownloadAtOnce() {
        fifth = (exchange, _, _) -> refuse(exchange, 403);

        assertThatThrownBy(() -> download(4))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("expired");
        assertThat(asked.stream().filter(from -> from == 4000)).hasSize(1);
    }

    @Test
    @Tag("SEC-10")
    void bytesOfAnotherVersionAreNotMixedIn() {
        fifth = (exchange, from, to) -> answer(
                exchange, "\"v2\"", "bytes %d-%d/%d".formatted(from, to - 1, CONTENT.length), from, to, to - from);

        assertThatThrownBy(() -> download(4))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("changed");
    }

    @Test
    @Tag("SEC-10")
    void anotherSizeIsAnotherImage() {
        fifth = (exchange, from, to) ->
                answer(exchange, "\"v1\"", "bytes %d-%d/%d".formatted(from, to - 1, 99_999), from, to, to - from);

        assertThatThrownBy(() -> download(4)).isInstanceOf(UnfitImage.class);
    }

    @Test
    void otherBytesThanAskedForAreNotTaken() {
        fifth = (exchange, from, to) ->
                answer(exchange, "\"v1\"", "bytes 0-999/%d".formatted(CONTENT.length), 0, RANGE, RANGE);

        assertThatThrownBy(() -> download(4))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("4000-4999");
    }

    @Test
    void serverThatGivesEverythingInTheMiddleIsNotBelieved() {
        fifth = (exchange, _, _) -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        };

        assertThatThrownBy(() -> download(4)).isInstanceOf(ImageUnreachable.class);
    }

    @Test
    @Tag("SEC-09")
    void oneWrongBitIsFound() {
        fifth = (exchange, from, to) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 4000-4999/" + CONTENT.length);
            exchange.sendResponseHeaders(206, RANGE);
            exchange.getResponseBody().write(CONTENT, from + 1, RANGE);
        };

        assertThatThrownBy(() -> download(4))
                .isInstanceOf(UnfitImage.class)
                .hasMessage("The image's bytes are not those that were uploaded.");
    }

    @Test
    @Tag("SEC-11")
    void whatAnEarlierDownloadHasLeftIsNotInTheImage() throws IOException {
        Files.write(folder.resolve("image"), OldTenant.bytes(2 * CONTENT.length));

        assertThat(download(4)).hasBinaryContent(CONTENT);
    }

    private Path download(int atOnce) {
        var file = folder.resolve("image");
        var plan = new DownloadPlan(atOnce, RANGE, 3, Duration.ofMillis(1));
        new ImageDownload(plan, new SimpleMeterRegistry())
                .to(file, image(), new ImageSource(image()), arrived::addAndGet);
        return file;
    }

    private BootImage image() {
        return SomeCommands.image(
                CONTENT,
                "raw",
                "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }
}
