package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class PartBuffersTest {

    private static final int EACH = 5 << 20;

    @TempDir
    Path folder;

    @Inject
    S3Connections connections;

    @Inject
    ImageStore store;

    private PartBuffers buffers(int inMemory, int inFiles) {
        return new PartBuffers(EACH, (long) inMemory * EACH, (long) inFiles * EACH, folder.resolve("spool"));
    }

    /// What is taken is never waited for: memory first, then files, then nothing.
    @Test
    void filesStandInForMemory() {
        var buffers = buffers(2, 1);

        try (var first = buffers.take();
                var second = buffers.take();
                var third = buffers.take()) {
            assertThat(first.content()).isInstanceOf(byte[].class);
            assertThat(second.content()).isInstanceOf(byte[].class).isNotSameAs(first.content());
            assertThat(third.content()).isNotInstanceOf(byte[].class);
            assertThatThrownBy(buffers::take).isInstanceOf(TooManyRequests.class);
        }
        try (var first = buffers.take();
                var second = buffers.take();
                var third = buffers.take()) {
            assertThat(first.content()).isInstanceOf(byte[].class);
            assertThat(second.content()).isInstanceOf(byte[].class);
            assertThat(third).isNotNull();
        }
    }

    @Test
    void memoryIsUsedAgain() {
        var buffers = buffers(1, 0);
        Object bytes;
        try (var part = buffers.take()) {
            bytes = part.content();
        }
        try (var part = buffers.take()) {
            assertThat(part.content()).isSameAs(bytes);
        }
    }

    @Test
    void noFileHasAName() throws IOException {
        try (var part = buffers(0, 1).take()) {
            part.fill(new ByteArrayInputStream(new byte[100]), EACH);

            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    /// A refused file leaves the room for it to others.
    @Test
    void noFolderNoFile() throws IOException {
        var buffers = buffers(0, 1);
        Files.createFile(folder.resolve("spool"));
        assertThatThrownBy(buffers::take).isInstanceOf(Unavailable.class);

        Files.delete(folder.resolve("spool"));

        try (var part = buffers.take()) {
            assertThat(part).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void nobodySeesWhichPartsWereFiles(int inMemory) throws IOException {
        var bytes = new byte[4 * EACH + 1000];
        new Random(3).nextBytes(bytes);
        var place = new Place("s3", UUID.randomUUID() + "/spooled");

        new MultipartUpload(connections.of("s3"), place.key(), buffers(inMemory, 3 - inMemory), EACH)
                .send(new ByteArrayInputStream(bytes));

        try (var read = store.read(place, 0, bytes.length)) {
            assertThat(Arrays.equals(read.readAllBytes(), bytes)).isTrue();
        }
        store.discard(place);
    }
}
