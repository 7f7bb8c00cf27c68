package io.virga.identity.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "compute, http://h:8774, http://h:8774/v2.1",
        "compute, http://h:8774/v2.1/, http://h:8774/v2.1",
        "identity, http://h:5000/, http://h:5000/v3",
        "identity, http://h:5000/v3, http://h:5000/v3",
        "image, http://h:9292/, http://h:9292",
    })
    void versionsAreWhereClientsExpectThem(String type, String url, String expected) {
        assertThat(CatalogUrls.of(type, url)).isEqualTo(expected);
    }
}
