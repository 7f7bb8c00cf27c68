package io.virga.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanoutTest {

    private final ByteArrayOutputStream quick = new ByteArrayOutputStream();
    private final ByteArrayOutputStream slow = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256 << 10, (256 << 10) + 1, 3_000_000})
    void everyReaderHasAllOfItInOrder(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var fanout = new Fanout(List.of(quick::write, FanoutTest.this::readSlowly));
        for (var given = 0; given < size; given += 10_007) {
            var piece = new byte[10_013];
            var length = Math.min(10_007, size - given);
            System.arraycopy(bytes, given, piece, 5, length);
            fanout.update(piece, 5, length);
        }
        fanout.finish();

        assertThat(quick.toByteArray()).isEqualTo(bytes);
        assertThat(slow.toByteArray()).isEqualTo(bytes);
    }

    private void readSlowly(byte[] bytes, int offset, int length) {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        slow.write(bytes, offset, length);
    }

    @Test
    void aReadersFailureIsTold() {
        var fanout = new Fanout(List.of(quick::write, (_, _, _) -> {
            throw new IllegalStateException("broken");
        }));
        fanout.update(new byte[10], 0, 10);

        assertThatThrownBy(fanout::finish).hasRootCauseMessage("broken");
        assertThat(quick.size()).isEqualTo(10);
    }
}
