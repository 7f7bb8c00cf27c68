package io.virga.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

    @ParameterizedTest
    @CsvSource({
        "Incomplete output stream, Incomplete output stream.",
        "The store is away. (image), The store is away. (image).",
        "It is away., It is away.",
        "' Why? ', Why?",
        "'', ''"
    })
    void endsOnce(String text, String sentence) {
        assertThat(Sentence.ended(text)).isEqualTo(sentence);
    }
}
