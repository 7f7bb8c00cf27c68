package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSaveTest {

    private static final String DATA = "/v2/images/i1/file";

    private final CountDownLatch ended = new CountDownLatch(1);
    private PaperCloud cloud;
    private Path file;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().when("GET /v2/images/i1", "{\"id\": \"i1\", \"name\": \"disk\"}");
        file = folder.resolve("disk.raw");
    }

    @AfterEach
    void stop() {
        ended.countDown();
        cloud.close();
    }

    private PaperCloud.Outcome save() {
        return cloud.virga("image", "save", "--file", file.toString(), "i1");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /// Five bytes of a hundred.
    private static void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write("bytes".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void stall(HttpExchange exchange) throws IOException {
        begin(exchange);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        begin(exchange);
        exchange.close();
    }

    @Test
    void aFileIsMadeLikeAnyOther() throws IOException {
        cloud.when("GET " + DATA, "bytes");
        var other = Files.createFile(folder.resolve("other"));

        var outcome = save();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(file).hasContent("bytes");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
        assertThat(files()).containsExactlyInAnyOrder(file, other);
    }

    @Test
    void anImageOfNothingIsAFileOfNothing() {
        cloud.at(DATA, exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "0");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThat(save().code()).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void whatWasThereIsReplacedAndKeepsItsPermissions() throws IOException {
        cloud.when("GET " + DATA, "bytes");
        Files.writeString(file, "something older and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(save().code()).isZero();
        assertThat(file).hasContent("bytes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aLinkStaysOne() throws IOException {
        cloud.when("GET " + DATA, "bytes");
        var real = Files.writeString(folder.resolve("real"), "older");
        Files.createSymbolicLink(file, real);

        assertThat(save().code()).isZero();
        assertThat(file).isSymbolicLink();
        assertThat(real).hasContent("bytes");
    }

    @Test
    void anImageWithoutDataIsAFailure() throws IOException {
        cloud.when("GET " + DATA, 204, "");

        for (var outcome : List.of(save(), cloud.virga("image", "save", "i1"))) {
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("Image 'i1' has no data yet.", "virga image show i1");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsCutShortIsNotSaved() throws IOException {
        cloud.at(DATA, ImageSaveTest::breakOff);

        var outcome = save();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("broke off: only 5 of 100 bytes have come.\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsCutShortReplacesNothing() throws IOException {
        cloud.at(DATA, ImageSaveTest::breakOff);
        Files.writeString(file, "older");

        assertThat(save().code()).isEqualTo(1);
        assertThat(file).hasContent("older");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void whoeverReadsWhatIsCutShortIsToldByTheExitCode() throws IOException {
        cloud.at(DATA, ImageSaveTest::breakOff);

        var outcome = cloud.virga("image", "save", "i1");

        assertThat(outcome.out()).isEqualTo("bytes");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void aPipeIsWrittenItself() throws Exception {
        cloud.when("GET " + DATA, "bytes");
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        var read = new FutureTask<>(() -> Files.readString(file));
        Thread.ofVirtual().start(read);

        assertThat(save().code()).isZero();
        assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo("bytes");
        assertThat(Files.isRegularFile(file)).isFalse();
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aDeviceIsWrittenItself() throws IOException {
        cloud.when("GET " + DATA, "bytes");

        var outcome = cloud.virga("image", "save", "--file", "/dev/null", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        cloud.when("GET " + DATA, "bytes");
        file = folder.resolve("nowhere/disk.raw");

        var outcome = save();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("Cannot write the file " + file + ": its folder is not there.");
    }

    @Test
    void aFullDiskIsAFailure() throws Exception {
        cloud.when("GET " + DATA, "bytes");

        var process = cloud.program("image", "save", "i1")
                .redirectOutput(new File("/dev/full"))
                .start();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("Standard output has not taken the whole image.");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void whoEndsItFromOutsideFindsNoHalfFile() throws Exception {
        cloud.at(DATA, this::stall);
        var process =
                cloud.program("image", "save", "--file", file.toString(), "i1").start();
        for (int looks = 0; looks < 1200 && files().isEmpty(); looks++) {
            Thread.sleep(50);
        }
        assertThat(files()).singleElement().isNotEqualTo(file);

        process.toHandle().destroy();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Interrupted. Nothing was saved. Run the command again.\n");
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(files()).isEmpty();
    }
}
