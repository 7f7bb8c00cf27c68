package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.model.CloudException.Unavailable;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class S3CopyTest {

    private static final int PART = 5 << 20;

    private final Place source = new Place("s3", UUID.randomUUID() + "/source");
    private final Place copy = new Place("second", UUID.randomUUID() + "/copy");

    @Inject
    ImageStore store;

    @Inject
    S3Connections connections;

    @AfterEach
    void erase() {
        store.discard(source);
        store.discard(copy);
    }

    private boolean copy(long size) {
        var from = connections.of("s3");
        return new S3Copy(connections.of("second"), copy.key(), PART, () -> {}, () -> {})
                .from(from.bucket(), source.key(), size);
    }

    private byte[] stored(int size) throws IOException {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        store.write(source, new ByteArrayInputStream(bytes));
        return bytes;
    }

    @Test
    void whatIsLongerThanAPartIsCopiedPartByPart() throws IOException {
        var bytes = stored(2 * PART + 1000);

        if (!copy(bytes.length)) {
            assertThat(S3Server.areTwo()).as("our servers are able to").isFalse();
            assertThat(store.has(copy)).isFalse();
            return;
        }

        try (var read = store.read(copy, 0, bytes.length)) {
            assertThat(read.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aPartIsCopiedInOne() throws IOException {
        var bytes = stored(PART);

        copy(bytes.length);

        try (var read = store.read(copy, 0, bytes.length)) {
            assertThat(read.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void nothingIsLeftOfWhatIsNotThere() {
        assertThatThrownBy(() -> copy(2 * PART)).isInstanceOf(Unavailable.class);

        assertThat(store.has(copy)).isFalse();
        assertThat(S3Server.objects())
                .noneMatch(file -> file.contains(copy.key().substring(0, 36)));
    }

    @Test
    void onlyAServerThatHasBothCopiesItself() {
        Assumptions.assumeTrue(S3Server.areTwo());
        assertThat(store.copiesItself(source, copy)).isTrue();
        assertThat(store.copiesItself(source, new Place("far", "x"))).isFalse();
    }
}
