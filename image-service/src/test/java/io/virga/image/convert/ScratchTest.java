package io.virga.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageConfig;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
@Tag("SEC-12")
class ScratchTest {

    @Inject
    Scratch scratch;

    @Inject
    ImageConfig config;

    @Test
    void whatTheDeadHaveLeftIsRemovedAndNothingElse(@TempDir Path elsewhere) throws Exception {
        try (var mine = scratch.open()) {
            var root = config.conversion().scratch();
            var left = Files.createDirectories(root.resolve("dead").resolve("one"));
            Files.createFile(root.resolve("dead.lock"));
            Files.writeString(left.resolve("source"), "bytes");
            var outside = Files.writeString(elsewhere.resolve("outside"), "stays");
            Files.createSymbolicLink(left.resolve("target"), outside);

            scratch.sweep(null);

            assertThat(root.resolve("dead")).doesNotExist();
            assertThat(root.resolve("dead.lock")).doesNotExist();
            assertThat(mine.source()).exists();
            assertThat(outside).hasContent("stays");
            assertThat(Files.getPosixFilePermissions(root)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderIsGoneWhenItIsClosed() throws Exception {
        var folder = scratch.open();
        Files.writeString(folder.target(), "bytes");
        folder.close();
        assertThat(folder.path()).doesNotExist();
        scratch.open().close();
    }
}
