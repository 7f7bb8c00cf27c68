package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.image.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What makes no sense is found at the start, and named.
class TransferSettingsTest {

    @Test
    void thoseThatNobodyHasSetDo() {
        assertThatCode(() -> TransferSettings.require(TestSettings.with(Map.of())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "image.upload.part-size, 0",
        "image.upload.part-size, 4M",
        "image.upload.part-size, 5M",
        "image.upload.part-size, 3G",
        "image.upload.at-once, 0",
        "image.upload.at-once, 1000",
        "image.upload.spool-size, 1M",
        "image.upload.silence, 0s",
        "image.download.at-once, 0",
        "image.download.at-once, 1000",
        "image.stores.s3.parts-at-once, 0",
    })
    void othersAreNamed(String setting, String value) {
        assertThatThrownBy(() -> TransferSettings.require(TestSettings.with(Map.of(setting, value))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(setting);
    }
}
