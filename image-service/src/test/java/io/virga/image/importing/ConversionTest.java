package io.virga.image.importing;

import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.ImageConfig;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.inspect.Canary;
import io.virga.image.inspect.OvaSamples;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Disks as `qemu-img` writes them, brought into another format on their way in.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
class ConversionTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int DISK = 4 << 20;

    @TempDir
    static Path folder;

    @Inject
    ImageConfig config;

    @Inject
    DataSource database;

    @BeforeAll
    static void onlyWithItsTools() {
        assumeThat(Path.of("/usr/bin/qemu-img")).exists();
        assumeThat(Path.of("/usr/bin/bwrap")).exists();
    }

    private static byte[] guestData() {
        var bytes = new byte[DISK];
        for (int i = 1 << 20; i < 1_200_000; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        return bytes;
    }

    /// A disk of qemu's own making.
    private static byte[] disk(byte[] guestData, String format, String options) throws Exception {
        var raw = Files.write(folder.resolve("raw"), guestData);
        var disk = folder.resolve("disk");
        run("convert", "-f", "raw", "-O", format, "-o", options, raw.toString(), disk.toString());
        return Files.readAllBytes(disk);
    }

    private static int run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
    }

    private static ValidatableResponse order(String id, String format) {
        return order(id, "\"name\":\"glance-direct\"", format);
    }

    private static ValidatableResponse order(String id, String method, String format) {
        return member().contentType("application/json")
                .body("{\"method\":{%s},\"virga_convert\":\"%s\"}".formatted(method, format))
                .post("/v2/images/{id}/import", id)
                .then();
    }

    private static void becomes(String id, String status) {
        eventually(SOON, () -> {
            var task =
                    member().get("/v2/images/{id}/tasks", id).then().extract().asString();
            show(id).body("status", equalTo(status));
            assertThat(task).doesNotContain("\"processing\"", "\"pending\"");
        });
    }

    private static void failed(String id, String why) {
        becomes(id, "queued");
        show(id).body("size", nullValue());
        member().get("/v2/images/{id}/tasks", id).then().body("tasks[-1].message", containsString(why));
    }

    private static String staged(String format, byte[] bytes) {
        var id = queued(format);
        stage(id, bytes).statusCode(204);
        return id;
    }

    private void isConverted(String id, String format, byte[] guestData) throws Exception {
        becomes(id, "active");
        var data = download(id).body();
        show(id).body("disk_format", equalTo(format))
                .body("container_format", equalTo("bare"))
                .body("size", equalTo(data.length))
                .body("virtual_size", equalTo(guestData.length))
                .body("os_hash_value", equalTo(sha512(data)));
        var raw = Files.write(folder.resolve("raw"), guestData);
        var result = Files.write(folder.resolve("result"), data);
        assertThat(run("compare", "-f", "raw", "-F", format, raw.toString(), result.toString()))
                .isZero();
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks.status", contains("success"))
                .body("tasks[0].input.import_req.virga_convert", equalTo(format));
        onlyOneIsStored(id);
        nothingIsScratched();
    }

    private static void onlyOneIsStored(String id) {
        eventually(SOON, () -> assertThat(stored(id)).hasSize(1));
    }

    private static List<String> stored(String id) {
        return S3Server.objects().stream().filter(object -> object.contains(id)).toList();
    }

    private void nothingIsScratched() throws IOException {
        eventually(SOON, () -> {
            try (var files = Files.walk(config.conversion().scratch(), 3)) {
                assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("source", "target");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String sha512(byte[] data) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(data));
    }

    @ParameterizedTest
    @CsvSource({
        "vmdk, vmdk, subformat=monolithicSparse, qcow2",
        "vmdk, vmdk, subformat=streamOptimized, raw",
        "vpc, vhd, 'subformat=dynamic,force_size=on', qcow2",
        "vpc, vhd, 'subformat=fixed,force_size=on', raw",
        "vhdx, vhdx, subformat=dynamic, qcow2",
        "vdi, vdi, static=off, qcow2",
        "raw, raw, preallocation=off, qcow2",
        "qcow2, qcow2, compat=0.10, raw"
    })
    @Tag("SEC-10")
    void disksComeOutAsTheyWentIn(String qemuName, String format, String options, String target) throws Exception {
        var id = staged(format, disk(guestData(), qemuName, options));
        order(id, target).statusCode(202);
        isConverted(id, target, guestData());
    }

    /// Without `force_size`, qemu rounds the disk up to whole cylinders.
    @Test
    void aVhdOfWholeCylindersKeepsItsSize() throws Exception {
        var id = staged("vhd", disk(guestData(), "vpc", "subformat=dynamic"));
        order(id, "raw").statusCode(202);
        becomes(id, "active");
        var data = download(id).body();
        assertThat(data.length).isGreaterThanOrEqualTo(DISK);
        assertThat(ByteBuffer.wrap(data, 0, DISK)).isEqualTo(ByteBuffer.wrap(guestData()));
    }

    @Test
    void theDiskOfAnOvaIsTakenOut() throws Exception {
        var id = create(TestIdentity.member(), """
                {"name": "vm", "container_format": "ova", "disk_format": "vmdk"}""");
        stage(
                        id,
                        OvaSamples.of(disk(guestData(), "vmdk", "subformat=streamOptimized"))
                                .array())
                .statusCode(204);
        order(id, "qcow2").statusCode(202);
        isConverted(id, "qcow2", guestData());
    }

    @Test
    void whatIsElsewhereIsConvertedToo() throws Exception {
        var bytes = disk(guestData(), "vdi", "static=off");
        var url = WebServer.at("/disk.vdi", WebServer.bytes(bytes));
        var id = queued("vdi");
        order(id, "\"name\":\"web-download\",\"uri\":\"%s\"".formatted(url), "qcow2")
                .statusCode(202);
        isConverted(id, "qcow2", guestData());
    }

    @Test
    void whatIsOfThatFormatAlreadyStaysAsItIs() throws Exception {
        var bytes = disk(guestData(), "qcow2", "compat=1.1");
        var id = staged("qcow2", bytes);
        order(id, "qcow2").statusCode(202);
        becomes(id, "active");
        assertThat(download(id).body()).isEqualTo(bytes);
    }

    /// A guest wrote the header of a disk that leads elsewhere onto its own: it is data, and stays it.
    @Test
    @Tag("SEC-02")
    @Tag("SEC-05")
    void whatAGuestHasWrittenIsNeverBelieved() throws Exception {
        var evil = ByteBuffer.wrap(guestData());
        evil.put(
                0,
                Samples.qcow2()
                        .int64(8, 512)
                        .int32(16, Canary.PATH.length())
                        .text(512, Canary.PATH)
                        .array(),
                0,
                1024);
        var asQcow2 = staged("vmdk", disk(evil.array(), "vmdk", "subformat=monolithicSparse"));
        order(asQcow2, "qcow2").statusCode(202);
        isConverted(asQcow2, "qcow2", evil.array());
        assertThat(new String(download(asQcow2).body(), ISO_8859_1)).doesNotContain(Canary.TEXT);

        var asRaw = staged("vmdk", disk(evil.array(), "vmdk", "subformat=monolithicSparse"));
        order(asRaw, "raw").statusCode(202);
        failed(asRaw, "The data is of format qcow2, but the image is declared to be raw");
    }

    @Test
    @Tag("SEC-06")
    void bombsAreNotConverted() throws Exception {
        run(
                "create",
                "-q",
                "-f",
                "qcow2",
                "-o",
                "cluster_size=2M",
                folder.resolve("bomb").toString(),
                "60T");
        var huge = staged("qcow2", Files.readAllBytes(folder.resolve("bomb")));
        order(huge, "raw").statusCode(202);
        failed(huge, "at most 2199023255552 are converted");

        run("create", "-q", "-f", "qcow2", folder.resolve("bomb").toString(), "1T");
        var large = staged("qcow2", Files.readAllBytes(folder.resolve("bomb")));
        order(large, "raw").statusCode(202);
        failed(large, "too large to be converted to raw");
        nothingIsScratched();
    }

    @Test
    void aDamagedDiskIsNotConverted() throws Exception {
        var bytes = disk(guestData(), "qcow2", "compat=1.1");
        ByteBuffer.wrap(bytes).putLong(Math.toIntExact(ByteBuffer.wrap(bytes).getLong(40)), 0x7fff_ffff_fe00L);
        var id = staged("qcow2", bytes);
        order(id, "raw").statusCode(202);
        failed(id, "cannot be converted");
        eventually(SOON, () -> assertThat(stored(id)).isEmpty());
        nothingIsScratched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso", "aki", "ploop"})
    void whatIsNoDiskIsNotConverted(String format) {
        var id = staged(
                format,
                format.equals("iso") ? Samples.iso().array() : Samples.raw(512).array());
        order(id, "qcow2").statusCode(400);
        show(id).body("status", equalTo("uploading"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmdk", "QCOW2", "", "-O"})
    void toNothingElse(String target) {
        order(staged("raw", Samples.raw(512).array()), target).statusCode(400);
    }

    /// Whoever takes the work over begins anew, elsewhere; who had it before comes too late.
    @Test
    @Tag("SEC-12")
    void whatWasInterruptedBeginsAnew() throws Exception {
        var bytes = disk(guestData(), "vmdk", "subformat=monolithicSparse");
        var asked = new AtomicInteger();
        var first = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var url = WebServer.at("/interrupted.vmdk", exchange -> {
            if (asked.incrementAndGet() == 1) {
                first.countDown();
                await(goOn);
            }
            WebServer.bytes(bytes).to(exchange);
        });
        var id = queued("vmdk");
        order(id, "\"name\":\"web-download\",\"uri\":\"%s\"".formatted(url), "qcow2")
                .statusCode(202);
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
        endLeases(id);

        isConverted(id, "qcow2", guestData());
        goOn.countDown();

        eventually(SOON, () -> assertThat(asked.get()).isEqualTo(2));
        isConverted(id, "qcow2", guestData());
    }

    private void endLeases(String id) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update import_tasks set lease_until = now() where image_id = ?::uuid")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
