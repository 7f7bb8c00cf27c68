package io.virga.image.session;

import static io.virga.image.ImageCalls.digest;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedPartsTest {

    private static final byte[] DATA = "abcdefgh".getBytes(US_ASCII);

    private static UploadedPart part(int number, String text) {
        var bytes = text.getBytes(US_ASCII);
        return new UploadedPart("key", number, bytes.length, digest("SHA-256", bytes), "etag");
    }

    @Test
    void whatIsAsItWasSentComesThrough() throws IOException {
        var parts = List.of(part(1, "abc"), new UploadedPart("key", 2, 3, null, "etag"), part(3, "gh"));

        assertThat(new CheckedParts(new ByteArrayInputStream(DATA), parts).readAllBytes())
                .isEqualTo(DATA);
    }

    @Test
    void anythingElseDoesNot() {
        var parts = List.of(part(1, "abc"), part(2, "dEf"), part(3, "gh"));

        assertThatThrownBy(() -> new CheckedParts(new ByteArrayInputStream(DATA), parts).readAllBytes())
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Part 2 ");
    }

    @Test
    void aStoreThatBreaksOffIsAway() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> new CheckedParts(broken, List.of(part(1, "abc"))).readAllBytes())
                .isInstanceOf(Unavailable.class);
    }
}
