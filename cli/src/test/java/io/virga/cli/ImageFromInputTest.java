package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An image of what comes on standard input.
class ImageFromInputTest {

    private static final String IMAGE = "/v2/images/i1";

    private PaperCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("POST /v2/images", 201, "{\"id\": \"i1\", \"status\": \"queued\"}")
                .when("PUT " + IMAGE + "/file", 204, "")
                .when("PUT " + IMAGE + "/stage", 204, "")
                .when("POST " + IMAGE + "/import", 202, "")
                .when("GET " + IMAGE, "{\"id\": \"i1\", \"status\": \"active\"}")
                .when("DELETE " + IMAGE, 204, "");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsStreamedToItsEnd() {
        var text = "bytes ".repeat(100_000);
        cloud.in = stream(text);

        var outcome = cloud.virga("image", "create", "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("active");
        assertThat(cloud.last("PUT").body()).isEqualTo(text);
        assertThat(cloud.last("PUT").headers().get("Transfer-encoding")).containsExactly("chunked");
    }

    @Test
    void itIsStagedWhereItIsImported() {
        cloud.in = stream("bytes");

        var outcome = cloud.virga("image", "create", "--convert", "qcow2", "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("PUT").path()).isEqualTo(IMAGE + "/stage");
        assertThat(cloud.last("PUT").body()).isEqualTo("bytes");
    }

    @Test
    void nothingMakesNoImageOfNothing() {
        var outcome = cloud.virga("image", "create", "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("queued");
        assertThat(cloud.asked).noneMatch(asked -> asked.method().equals("PUT"));
    }

    @Test
    void whatCannotBeReadAtAllIsNothing() {
        cloud.in = new Broken();

        assertThat(cloud.virga("image", "create", "disk").out()).contains("queued");
    }

    @Test
    void whatBreaksOffIsNoImage() {
        cloud.in = new SequenceInputStream(stream("bytes ".repeat(100_000)), new Broken());

        var outcome = cloud.virga("image", "create", "disk");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("cannot be read to its end: The tape is torn.", "The image was deleted again.");
        assertThat(cloud.last("DELETE").path()).isEqualTo(IMAGE);
        assertThat(cloud.asked).noneMatch(asked -> asked.method().equals("PUT"));
    }

    /// What has gone by cannot be sent once more.
    @Test
    void itIsNotSentTwice() throws IOException {
        try (var strict = new PaperCloud()) {
            strict.when("POST /v2/images", 201, "{\"id\": \"i1\"}")
                    .when("PUT " + IMAGE + "/file", 401, "")
                    .when("PUT " + IMAGE + "/file", 204, "")
                    .when("DELETE " + IMAGE, 204, "");
            strict.in = stream("bytes");

            var outcome = strict.virga("image", "create", "disk");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(strict.asked.stream().filter(asked -> asked.method().equals("PUT")))
                    .hasSize(1);
            assertThat(strict.last("DELETE").path()).isEqualTo(IMAGE);
        }
    }

    @Test
    void aFileIsTakenInstead() throws IOException {
        cloud.in = stream("other");
        var file = Files.writeString(folder.resolve("disk.raw"), "bytes");

        assertThat(cloud.virga("image", "create", "--file", file.toString(), "disk")
                        .code())
                .isZero();
        assertThat(cloud.last("PUT").body()).isEqualTo("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image create --property x disk", "image create --sign-key-path k --sign-cert-id c disk"})
    void whatMakesNoSenseIsToldBeforeAnythingIsRead(String words) throws IOException {
        cloud.in = stream("bytes");

        assertThat(cloud.virga(words.split(" ")).code()).isEqualTo(2);
        assertThat(cloud.in.available()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes"})
    void theProgramReadsItsInput(String given) throws Exception {
        var process = cloud.program("image", "create", "disk").start();
        try (var in = process.getOutputStream()) {
            in.write(given.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(given.isEmpty() ? "queued" : "active");
        assertThat(process.waitFor()).isZero();
    }

    /// Ctrl-C ends the command that writes into the pipe, too.
    @ParameterizedTest
    @ValueSource(strings = {"image create disk", "image create --file /dev/stdin disk"})
    void whatHasComeWhenTheCommandIsInterruptedIsNotTheWhole(String words) throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CompletableFuture<String>();
        cloud.at(IMAGE + "/file", exchange -> {
            try (var body = exchange.getRequestBody()) {
                body.read();
                begun.countDown();
                body.readAllBytes();
                end.complete("whole");
            } catch (IOException e) {
                end.complete("broken off");
            }
        });
        var process = cloud.program(words.split(" ")).start();
        process.getOutputStream().write(new byte[1 << 20]);
        process.getOutputStream().flush();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        process.toHandle().destroy();
        process.getOutputStream().close();

        assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("broken off");
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Interrupted. The image is left without data.");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The tape is torn.");
        }
    }
}
