package io.virga.agent.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.SmallGuest;
import io.virga.agent.StoredImages;
import io.virga.agent.host.Tool;
import io.virga.sandbox.Child;
import io.virga.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuImgTest {

    private static final String CANARY = "canary-of-the-host";
    private static final Path LOADER = Path.of("/usr/lib64/ld-linux-x86-64.so.2");
    private static final Path SHELL = Path.of("/usr/bin/bash");

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void write() {
        image = SmallGuest.write(folder.resolve("image"));
    }

    @Test
    void findsWhatIsThere() {
        var info = StoredImages.QEMU.info("raw", image.toString(), image);

        assertThat(info.path("virtual-size").asLong()).isEqualTo(1 << 20);
        assertThat(StoredImages.QEMU.complaint()).isEmpty();
    }

    @Test
    void refusesWhatIsNoDisk() {
        assertThatThrownBy(() -> StoredImages.QEMU.info("qcow2", image.toString(), image))
                .isInstanceOf(Tool.Refused.class)
                .hasMessageContaining("not in qcow2 format");
    }

    @Test
    void rebasedDiskStaysItsOwners() throws IOException {
        var disk = folder.resolve("disk");
        QemuImg.overlay("nbd+unix:///image?socket=/none", "raw", disk, 1 << 20);
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-------"));
        var owner = Files.getOwner(disk);

        StoredImages.QEMU.rebase(disk, image, "raw");

        var info = StoredImages.QEMU.info("qcow2", disk.toString(), disk);
        assertThat(info.path("backing-filename").asText()).isEqualTo(image.toString());
        assertThat(Files.getOwner(disk)).isEqualTo(owner);
    }

    /// Unknown is denied; but what cannot be looked at is not bad for it.
    @Test
    @Tag("SEC-07")
    void whereTheSandboxDoesNotWorkNothingIsOpened() {
        var qemu = new QemuImg(new Sandbox("nobody", 1));

        assertThat(qemu.complaint()).isPresent();
        assertThatThrownBy(() -> qemu.info("raw", image.toString(), image))
                .isInstanceOf(Tool.Failed.class)
                .isNotInstanceOf(Tool.Refused.class);
    }

    /// Ends as `qemu-img` ends when it does not like a file.
    @Test
    @Tag("SEC-07")
    void sandboxThatCannotBeMadeIsNoRefusal() {
        var qemu = new QemuImg(new Sandbox("nobody", 1L << 30), folder.resolve("not-installed"));

        assertThatThrownBy(() -> qemu.info("raw", image.toString(), image))
                .isInstanceOf(Tool.Failed.class)
                .isNotInstanceOf(Tool.Refused.class)
                .hasMessageContaining("sandbox");
    }

    /// The program is replaced by one that looks for what it must not find. It is a script of a shell that lies where
    /// the image should: nothing else that could run it is to be seen.
    @Test
    @Tag("SEC-07")
    void programThatWasTakenOverFindsNothingAndReachesNobody() throws IOException {
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var shell = Files.copy(SHELL, folder.resolve("shell"));
            var impostor = impostor(shell.toString(), listener.getLocalPort(), ">&1");
            assertThat(runOutside(impostor)).isEqualTo("{\"found\":\"%s connected\"}\n".formatted(CANARY));

            var found = new QemuImg(new Sandbox("nobody", 1L << 30), impostor).info("raw", shell.toString(), shell);

            assertThat(found.path("found").asText()).isEqualTo("nothing nobody");
            assertThat(shell).hasSameBinaryContentAs(SHELL);
        }
    }

    @Test
    @Tag("SEC-07")
    void norDoesOneThatCopiesADisk() throws IOException {
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var shell = Files.copy(SHELL, folder.resolve("shell"));
            var copy = folder.resolve("copy");
            var impostor = impostor("/disk", listener.getLocalPort(), "> /copy");

            new QemuImg(new Sandbox("nobody", 1L << 30), impostor).flatten(shell, 1 << 20, List.of(image), copy);

            assertThat(copy).hasContent("{\"found\":\"nothing nobody\"}");
            assertThat(shell).hasSameBinaryContentAs(SHELL);
        }
    }

    private Path impostor(String shell, int port, String report) throws IOException {
        assumeTrue(Files.exists(LOADER), "another kind of machine");
        var canary = Files.writeString(folder.resolve("canary"), CANARY);
        var script = Files.writeString(folder.resolve("qemu-img"), """
                #!%s %s
                mapfile -t lines < %s
                (exec 3<>/dev/tcp/127.0.0.1/%d) && reached=connected
                victim="${@: -1}"
                [[ -e /disk ]] && victim=/disk
                echo x >> "$victim"
                echo "{\\"found\\":\\"${lines[*]:-nothing} ${reached:-nobody}\\"}" %s
                """.formatted(LOADER, shell, canary, port, report));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private String runOutside(Path impostor) throws IOException {
        var spoilt = Files.createFile(folder.resolve("spoilt"));
        var outcome =
                Child.run(List.of(impostor.toString(), "info", spoilt.toString()), Duration.ofSeconds(20), () -> {});
        assertThat(spoilt).hasContent("x");
        return outcome.output();
    }
}
