package io.virga.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.virga.agent.HostileHeader;
import io.virga.agent.SmallGuest;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.host.Tool;
import io.virga.agent.image.QemuImg;
import io.virga.agent.image.UnfitImage;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.Machine;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qcow2DisksTest {

    private static final Pattern QEMU_IMG_CALL = Pattern.compile("\"qemu-img\"[^;]*;", Pattern.DOTALL);

    @TempDir
    Path folder;

    private HttpServer server;
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
        var images = new StoredImages(folder);
        disks = new Qcow2Disks(images.cache(), images.served());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void rootDiskIsAsLargeAsTheFlavorSaysAndStandsOnTheImage() {
        var info = QemuImg.info("qcow2", root(2).toString());

        assertThat(info.path("virtual-size").asLong()).isEqualTo(2L << 30);
        assertThat(info.path("backing-filename").asText())
                .startsWith(folder.resolve("images").toString());
        assertThat(info.path("backing-filename-format").asText()).isEqualTo("raw");
    }

    @Test
    void rootDiskOfAFlavorWithoutADiskIsAsLargeAsTheImage() {
        var info = QemuImg.info("qcow2", root(0).toString());

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

        assertThat(QemuImg.info("qcow2", copy.toString()).path("virtual-size").asLong())
                .isEqualTo(2L << 30);
        HostileHeader.assertItIsMereData(copy, header);
    }

    @Test
    @Tag("SEC-05")
    void everyCallOfQemuImgNamesItsFormats() throws IOException {
        var calls = 0;
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                var matcher = QEMU_IMG_CALL.matcher(Files.readString(source));
                while (matcher.find()) {
                    calls++;
                    assertThat(matcher.group()).as(source.toString()).contains("\"-f\"");
                    assertThat(matcher.group().contains("\"convert\""))
                            .isEqualTo(matcher.group().contains("\"-O\""));
                    assertThat(matcher.group().contains("\"-b\""))
                            .isEqualTo(matcher.group().contains("\"-F\""));
                }
            }
        }
        assertThat(calls).isEqualTo(4);
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
