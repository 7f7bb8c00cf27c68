package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private final byte[] bytes = new byte[100_000];

    @TempDir
    Path folder;

    private Spool spool;

    @BeforeEach
    void prepare() {
        new Random(3).nextBytes(bytes);
        spool = new Spool(folder.resolve("spool"), 2);
        spool.prepare();
    }

    @Test
    void aPartIsReadAsOftenAsItIsSent() throws IOException {
        try (var part = spool.open()) {
            assertThat(part.fill(new ByteArrayInputStream(bytes), 1 << 20)).isEqualTo(bytes.length);
            assertThat(part.length()).isEqualTo(bytes.length);

            for (var sent = 0; sent < 2; sent++) {
                var read = new byte[bytes.length];
                part.content().readFully(read);
                assertThat(read).isEqualTo(bytes);
            }
        }
    }

    @Test
    void whatIsTooMuchIsLeft() throws IOException {
        var content = new ByteArrayInputStream(bytes);
        try (var part = spool.open()) {
            assertThat(part.fill(content, 70_000)).isEqualTo(70_000);
        }
        assertThat(content.available()).isEqualTo(30_000);
    }

    @Test
    void whoeverClosesMakesRoom() throws IOException {
        try (var first = spool.open();
                var second = spool.open()) {
            assertThat(first).isNotSameAs(second);
            assertThatThrownBy(spool::open).isInstanceOf(TooManyRequests.class);
        }
        spool.open().close();
    }

    @Test
    void noFileHasAName() throws IOException {
        try (var part = spool.open()) {
            part.fill(new ByteArrayInputStream(bytes), bytes.length);

            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    /// Files that could not be made count for nothing.
    @Test
    void theFolderHasGone() throws IOException {
        Files.delete(folder.resolve("spool"));
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(spool::open).isInstanceOf(Unavailable.class);
        }

        spool.prepare();

        spool.open().close();
    }

    @Test
    void aFolderThatCannotBeUsedIsNamedAtTheStart() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(new Spool(file, 2)::prepare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("image.upload.spool");
    }

    @Test
    void nobodyElseLooksIn() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("spool"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatBreaksOffIsNotTakenForTheSpools() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        try (var part = spool.open()) {
            assertThatThrownBy(() -> part.fill(broken, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("gone");
        }
    }
}
