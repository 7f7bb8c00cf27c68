package io.virga.agent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskShareTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "512, 512", "1K, 1024", "20G, 21474836480", "1.5M, 1572864", "15%, 150", "100%, 1000"})
    void partOfADiskOfAThousandBytes(String text, long bytes) {
        assertThat(DiskShare.of(text).of(1000)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "-1", "20 G", "20g", "101%", "1e9", "99999999999999999999"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> DiskShare.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
