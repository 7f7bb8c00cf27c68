package io.virga.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

    /// RFC 4648, section 10, and as people type it.
    @ParameterizedTest
    @CsvSource({
        "MY======, f",
        "MZXQ====, fo",
        "MZXW6===, foo",
        "MZXW6YQ=, foob",
        "MZXW6YTB, fooba",
        "MZXW6YTBOI======, foobar",
        "MZXW6YTBOI, foobar",
        "mzxw 6ytb oi, foobar",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ, 12345678901234567890",
    })
    void decodes(String text, String decoded) {
        assertThat(Base32.decode(text)).asString().isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "A", "M1", "MZ=XQ", "möglich", "{\"a\":1}"})
    void refuses(String text) {
        assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(Invalid.class);
    }
}
