package io.virga.agent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.virga.agent.OldTenant;
import io.virga.agent.SmallGuest;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.host.AtomicFiles;
import io.virga.agent.host.Tool;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.agent.BootImage;
import io.virga.model.ImageId;
import io.virga.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {

    private static final byte[] CONTENT = SmallGuest.image();

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile byte[] served = CONTENT;
    private final Map<String, byte[]> others = new ConcurrentHashMap<>();
    private volatile int breakOffs;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(folder.resolve("instances"));
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    // A server that knows no ranges; RangedDownloadTest has one that does.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            var path = exchange.getRequestURI().getPath();
            var content = others.getOrDefault(path, served);
            exchange.sendResponseHeaders(path.equals("/gone") ? 403 : 200, content.length);
            var broken = breakOffs-- > 0;
            exchange.getResponseBody().write(content, 0, broken ? content.length / 2 : content.length);
        }
    }

    @Test
    void manyWhoWaitGetOneDownload() throws Exception {
        var cache = cache(1 << 30);
        var image = image("raw");
        Callable<Path> fetch = () -> cache.fetch(image).file();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var files = new HashSet<Path>();
            for (var fetched : threads.invokeAll(Collections.nCopies(10, fetch))) {
                files.add(fetched.get());
            }
            assertThat(files).hasSize(1);
        }

        assertThat(requests).hasValue(1);
        assertThat(metrics.get("virga_image_downloads").counter().count()).isEqualTo(1);
    }

    @Test
    void cachedImageIsReadOnlyAndWhole() throws IOException {
        var cached = cache(1 << 30).fetch(image("raw"));

        assertThat(cached.file()).hasBinaryContent(CONTENT);
        assertThat(cached.virtualSize()).isEqualTo(CONTENT.length);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cached.file())))
                .isEqualTo("r--r--r--");
    }

    @Test
    void anotherAgentOfTheSameHostFindsItThere() {
        var image = image("raw");
        cache(1 << 30).fetch(image);

        cache(1 << 30).fetch(image);

        assertThat(requests).hasValue(1);
    }

    @Test
    @Tag("SEC-09")
    @Tag("SEC-10")
    void bytesThatAreNotThoseOfTheImageAreRefusedAndGone() {
        var other = CONTENT.clone();
        other[700] ^= 1;
        served = other;

        assertThatThrownBy(() -> cache(1 << 30).fetch(image("raw")))
                .isInstanceOf(UnfitImage.class)
                .hasMessage("The image's bytes are not those that were uploaded.");
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    @Test
    void moreBytesThanAnnouncedAreRefused() {
        served = new byte[CONTENT.length + 1];

        assertThatThrownBy(() -> cache(1 << 30).fetch(image("raw"))).isInstanceOf(UnfitImage.class);
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    @Test
    void downloadThatBreaksOffIsTriedAgain() {
        breakOffs = 1;

        assertThat(cache(1 << 30).fetch(image("raw")).file()).hasBinaryContent(CONTENT);
        assertThat(requests).hasValue(2);
    }

    @Test
    void downloadThatNeverEndsWellLeavesNothing() {
        breakOffs = 100;

        assertThatThrownBy(() -> cache(1 << 30).fetch(image("raw"))).isInstanceOf(ImageUnreachable.class);
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    /// Unknown is denied; the image may be good all the same, and boot elsewhere.
    @Test
    @Tag("SEC-07")
    void imageThatCannotBeLookedAtIsNotKept() {
        var cache = cache(1 << 30, "0", new QemuImg(new Sandbox("nobody", 1)));

        assertThatThrownBy(() -> cache.fetch(image("raw")))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("cannot be looked at on this host");
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    @Test
    @Tag("SEC-11")
    void whatAnEarlierDownloadHasLeftIsNotInTheImage() throws IOException {
        var cache = cache(1 << 30);
        var image = image("raw");
        Files.write(folder.resolve("images/" + image.sha512() + ".raw.part"), OldTenant.bytes(2 * CONTENT.length));

        assertThat(cache.fetch(image).file()).hasBinaryContent(CONTENT);
    }

    @Test
    void refusalOfTheStoreIsNotAnImage() {
        var image = SomeCommands.image(CONTENT, "raw", url("/gone"));

        assertThatThrownBy(() -> cache(1 << 30).fetch(image))
                .isInstanceOf(ImageUnreachable.class)
                .hasMessageContaining("403");
    }

    @Test
    @Tag("SEC-08")
    void filesOfTheHostAreNoImages() {
        var image = SomeCommands.image(CONTENT, "raw", "file:///etc/passwd");

        assertThatThrownBy(() -> cache(1 << 30).fetch(image)).isInstanceOf(ImageUnreachable.class);
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    @Test
    @Tag("SEC-08")
    void checksumThatIsAPathIsRefused() {
        var image = new BootImage(ImageId.random(), "raw", 1, 1, "../../../../etc/cron.d/x", url("/"));

        assertThatThrownBy(() -> cache(1 << 30).fetch(image)).isInstanceOf(UnfitImage.class);
    }

    @Test
    @Tag("SEC-01")
    void qcow2WithABackingFileIsRefused() {
        var canary = folder.resolve("canary");
        var image = folder.resolve("evil.qcow2");
        run("qemu-img", "create", "-q", "-f", "raw", canary.toString(), "1M");
        run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", canary.toString(), image.toString());

        assertRefused(image, "qcow2", "The image has a backing file.");
    }

    @Test
    @Tag("SEC-02")
    void qcow2WithAnExternalDataFileIsRefused() {
        var image = folder.resolve("evil.qcow2");
        run(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                "-o",
                "data_file=" + folder.resolve("data.raw"),
                image.toString(),
                "1M");

        assertRefused(
                image, "qcow2", "The image keeps its data in another file, or needs features that are unknown here.");
    }

    @Test
    @Tag("SEC-04")
    void qcow2ThatIsDeclaredRawIsRefused() {
        var image = folder.resolve("evil.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "1M");

        assertRefused(image, "raw", "The image is declared raw and is qcow2.");
    }

    @Test
    @Tag("SEC-04")
    void rawThatIsDeclaredQcow2IsRefused() {
        assertThatThrownBy(() -> cache(1 << 30).fetch(image("qcow2"))).isInstanceOf(UnfitImage.class);
    }

    @Test
    @Tag("SEC-03")
    void otherFormatsAreRefused() {
        assertThatThrownBy(() -> cache(1 << 30).fetch(image("vmdk"))).isInstanceOf(UnfitImage.class);
    }

    @Test
    @Tag("SEC-06")
    void hugeTablesAreRefused() throws IOException {
        var image = folder.resolve("bomb.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "1M");
        var bytes = Files.readAllBytes(image);
        ByteBuffer.wrap(bytes).putLong(24, Long.MAX_VALUE).putInt(36, Integer.MAX_VALUE);
        served = bytes;

        assertThatThrownBy(() -> cache(1 << 30).fetch(SomeCommands.image(bytes, "qcow2", url("/"))))
                .isInstanceOf(UnfitImage.class);
    }

    @Test
    void imagesWithTheSameBytesShareAFile() {
        var cache = cache(1 << 30);

        var one = cache.fetch(image("raw"));
        var other = cache.fetch(image("raw"));

        assertThat(one).isEqualTo(other);
        assertThat(requests).hasValue(1);
        assertThat(metrics.get("virga_image_cache_hits").counter().count()).isEqualTo(1);
        assertThat(metrics.get("virga_image_cache_bytes").gauge().value()).isEqualTo(CONTENT.length);
    }

    @Test
    void leastRecentlyUsedMakesRoomUnlessAnInstanceStandsOnIt() throws IOException {
        var cache = cache(3L * CONTENT.length);
        cache.noteUse(instance("i"), another(1));
        var needed = aged(cache.fetch(another(1)).file(), 3);
        var older = aged(cache.fetch(another(2)).file(), 2);
        var newer = aged(cache.fetch(another(3)).file(), 1);

        var newest = cache.fetch(another(4)).file();

        assertThat(needed).exists();
        assertThat(older).doesNotExist();
        assertThat(newer).exists();
        assertThat(newest).exists();
        assertThat(metrics.get("virga_image_cache_evictions").counter().count()).isEqualTo(1);
    }

    @Test
    void whatWasUsedLastIsKnownAfterARestart() throws IOException {
        var first = aged(cache(1 << 30).fetch(another(1)).file(), 2);
        var second = aged(cache(1 << 30).fetch(another(2)).file(), 1);
        cache(1 << 30).fetch(another(1));

        cache(CONTENT.length).trim();

        assertThat(first).exists();
        assertThat(second).doesNotExist();
    }

    @Test
    void imageIsFreeToGoWithItsLastInstance() throws IOException {
        var cache = cache(0);
        cache.noteUse(instance("i"), image("raw"));
        var file = cache.fetch(image("raw")).file();
        cache.trim();
        assertThat(file).exists();

        AtomicFiles.deleteFolder(instance("i"));
        cache.trim();

        assertThat(file).doesNotExist();
    }

    @Test
    void instancesMayNeedMoreThanTheLimitAndStocksMayNot() throws IOException {
        var cache = cache(CONTENT.length);
        cache.noteUse(instance("i"), another(1));
        cache.noteUse(instance("j"), another(2));
        cache.fetch(another(1));
        cache.fetch(another(2));

        assertThatThrownBy(() -> cache.prefetch(another(3), _ -> {}))
                .isInstanceOf(NoRoomForImage.class)
                .hasMessageContaining("instances stand on");
    }

    @Test
    void imageThatTheDiskCannotHoldIsNotBegun() throws IOException {
        var unused = cache(1 << 30).fetch(another(1)).file();

        assertThatThrownBy(() -> cache(1 << 30, "100%").fetch(another(2))).isInstanceOf(NoRoomForImage.class);

        assertThat(requests).hasValue(1);
        assertThat(unused).as("dropping it would not have helped").exists();
    }

    private static Path aged(Path file, int hours) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
    }

    private void assertRefused(Path file, String format, String why) {
        try {
            served = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThatThrownBy(() -> cache(1 << 30).fetch(SomeCommands.image(served, format, url("/"))))
                .isInstanceOf(UnfitImage.class)
                .hasMessage(why);
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    private ImageCache cache(long mostBytes) {
        return cache(mostBytes, "0");
    }

    private ImageCache cache(long mostBytes, String keepFree) {
        return cache(mostBytes, keepFree, StoredImages.QEMU);
    }

    private ImageCache cache(long mostBytes, String keepFree, QemuImg qemu) {
        var images = folder.resolve("images");
        var room = new CacheRoom(images, DiskShare.of(Long.toString(mostBytes)), DiskShare.of(keepFree));
        var download = new ImageDownload(new DownloadPlan(4, 1 << 20, 3, Duration.ofMillis(1)), metrics);
        return new ImageCache(images, folder.resolve("instances"), room, download, qemu, metrics);
    }

    private BootImage image(String format) {
        return SomeCommands.image(CONTENT, format, url("/image"));
    }

    private BootImage another(int number) {
        var content = CONTENT.clone();
        content[600] = (byte) number;
        others.put("/" + number, content);
        return SomeCommands.image(content, "raw", url("/" + number));
    }

    private Path instance(String name) throws IOException {
        return Files.createDirectories(folder.resolve("instances").resolve(name));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void run(String... command) {
        Tool.run(Duration.ofSeconds(10), List.of(command));
    }
}
