package io.virga.agent.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.virga.agent.HostileHeader;
import io.virga.agent.OldTenant;
import io.virga.agent.SmallGuest;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.host.Tool;
import io.virga.agent.image.UnfitImage;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.Machine;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qcow2DisksTest {

    @TempDir
    Path folder;

    private HttpServer server;
    private StoredImages images;
    private Qcow2Disks disks;
    private byte[] served = SmallGuest.image();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, served.length);
                exchange.getResponseBody().write(served);
            }
        });
        server.start();
        Files.createDirectories(folder.resolve("instances"));
        images = new StoredImages(folder);
        disks = new Qcow2Disks(images.cache(), images.served(), StoredImages.QEMU);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void rootDiskIsAsLargeAsTheFlavorSaysAndStandsOnTheImage() {
        var info = info(root(2));

        assertThat(info.path("virtual-size").asLong()).isEqualTo(2L << 30);
        assertThat(info.path("backing-filename").asText())
                .startsWith(folder.resolve("images").toString());
        assertThat(info.path("backing-filename-format").asText()).isEqualTo("raw");
    }

    @Test
    void rootDiskOfAFlavorWithoutADiskIsAsLargeAsTheImage() {
        var info = info(root(0));

        assertThat(info.path("virtual-size").asLong()).isEqualTo(1 << 20);
    }

    @Test
    @Tag("SEC-06")
    void imageLargerThanTheFlavorsDiskIsRefused() throws IOException {
        var large = folder.resolve("large.qcow2");
        QemuImg.overlay(SmallGuest.write(folder.resolve("base")).toString(), "raw", large, 2L << 30);
        var bytes = Files.readAllBytes(large);
        // As if it stood alone: no backing file's name.
        ByteBuffer.wrap(bytes).putLong(8, 0).putInt(16, 0);
        served = bytes;

        assertThatThrownBy(() -> disks.root(launch(1), folder))
                .isInstanceOf(UnfitImage.class)
                .hasMessageContaining("larger than the flavor's");
    }

    @Test
    @Tag("SEC-05")
    void flattenedDiskStandsAloneAndAGuestsHeaderIsMereData() throws IOException {
        var canary = Files.writeString(folder.resolve("canary"), "canary-of-the-host");
        var header = HostileHeader.namingAsBackingFile(canary);
        var written = Files.write(folder.resolve("header"), header);
        var disk = root(2);
        var write = "write -s %s 0 %d".formatted(written, header.length);
        Tool.run(Duration.ofSeconds(10), List.of("qemu-io", "-f", "qcow2", "-c", write, disk.toString()));
        var copy = folder.resolve("copy");

        disks.flatten(disk, copy);

        assertThat(info(copy).path("virtual-size").asLong()).isEqualTo(2L << 30);
        HostileHeader.assertItIsMereData(copy, header);
    }

    /// As it would be if the program that runs the machine had been taken over.
    @Test
    @Tag("SEC-01")
    @Tag("SEC-05")
    void diskThatNamesAFileOfTheHostIsNotCopied() throws IOException {
        var canary = Files.write(
                folder.resolve("canary"), "canary-of-the-host".repeat(4_000).getBytes(UTF_8));
        var disk = root(1);
        QemuImg.overlay(canary.toString(), "raw", disk, 1 << 20);
        var copy = folder.resolve("copy");

        assertThatThrownBy(() -> disks.flatten(disk, copy))
                .isInstanceOf(Tool.Refused.class)
                .hasMessageContaining("No such file");

        assertThat(copy).content(ISO_8859_1).doesNotContain("canary-of-the-host");
    }

    @Test
    void whatACopyThatBrokeOffHasLeftIsReplacedAndNotWrittenOver() throws IOException {
        var disk = root(1);
        var copy = Files.write(folder.resolve("copy"), OldTenant.bytes(1 << 17));
        try (var left = FileChannel.open(copy)) {
            disks.flatten(disk, copy);

            assertThat(left.size()).isEqualTo(1 << 17);
        }
        assertThat(info(copy).path("virtual-size").asLong()).isEqualTo(1L << 30);
    }

    @Test
    void flattenedDiskOfWhateverRightsIsReadAndStaysItsOwners() throws IOException {
        var disk = root(1);
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-------"));
        var owner = Files.getOwner(disk);

        disks.flatten(disk, folder.resolve("copy"));

        assertThat(Files.getOwner(disk)).isEqualTo(owner);
    }

    @Test
    @Tag("SEC-11")
    void newDiskShowsNothingOfAnOldOneThatWasLeftThere() throws IOException {
        OldTenant.writesOnto(root(1));
        // Its deletion has failed.
        var fresh = root(1);

        OldTenant.isGoneFrom(fresh);
        OldTenant.isGoneFromAroundWhatIsWrittenTo(fresh);
    }

    @Test
    @Tag("SEC-11")
    void successorOfALazyDiskShowsNothingOfWhatWasLeftThere() throws IOException {
        var disk = root(1);
        var image = images.cache().fetch(launch(1).image());
        OldTenant.writesOnto(new LazyRoot(disk).successor(image));

        OldTenant.isGoneFrom(new LazyRoot(disk).successor(image));
    }

    private static JsonNode info(Path disk) {
        return StoredImages.QEMU.info("qcow2", disk.toString(), disk);
    }

    private Path root(int diskGib) {
        return disks.root(launch(diskGib), folder).file();
    }

    private LaunchInstance launch(int diskGib) {
        var format = served[0] == 'Q' ? "qcow2" : "raw";
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        var image = SomeCommands.image(served, format, url);
        var command = SomeCommands.launch(InstanceId.random(), 1, image, List.of());
        return new LaunchInstance(
                command.instance(), 1, new Machine("web-1", 1, 64, diskGib), image, List.of(), command.config(), false);
    }
}
