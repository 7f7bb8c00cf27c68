package io.virga.image.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

    @ParameterizedTest
    @CsvSource({"1, 10, 1, 1", "10, 10, 1, 10", "11, 10, 2, 1", "25, 10, 3, 5", "30, 10, 3, 10"})
    void theLastPartHasTheRest(long size, long usual, int count, long last) {
        var layout = Layout.usual(size, usual);

        assertThat(layout.count()).isEqualTo(count);
        assertThat(layout.length(count)).isEqualTo(last);
        assertThat(LongStream.rangeClosed(1, count)
                        .map(number -> layout.length((int) number))
                        .sum())
                .isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2560, 10", "2561, 11", "68719476736, 268435456"})
    void whatGoesStraightToTheStoreHasFewParts(long size, long partSize) {
        assertThat(Layout.direct(size, 10)).isEqualTo(new Layout(size, partSize));
        assertThat(Layout.direct(size, 10).count()).isLessThanOrEqualTo(256);
    }

    @Test
    void otherNumbersAreNone() {
        var layout = Layout.usual(25, 10);

        assertThatThrownBy(() -> layout.length(0)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> layout.length(4)).isInstanceOf(Invalid.class);
    }

    @Test
    void absentAndWrongPartsAreMissing() {
        var parts = List.of(part(2, 10), part(3, 4));

        assertThat(Layout.usual(25, 10).missing(parts)).containsExactly(1, 3);
        assertThat(Layout.usual(24, 10).missing(parts)).containsExactly(1);
    }

    private static UploadedPart part(int number, long size) {
        return new UploadedPart("key", number, size, null, "etag");
    }
}
