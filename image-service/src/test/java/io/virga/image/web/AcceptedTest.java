package io.virga.image.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                               | true
            Application/JSON; charset=utf-8                | true
            application/json, text/html;q=0.5              | true
            application/json, */*;q=0.8                    | true
            application/json;q=0.5, text/html              | false
            application/json, */*                          | false
            text/*, application/json;q=0.9                 | false
            text/html                                      | false
            */*                                            | false
            ''                                             | false
            ,;q=,;;/                                       | false
            application/json;q=9999999999999               | true
            """)
    void jsonIsPreferred(String header, boolean preferred) {
        assertThat(new Accepted(header).prefers("application/json", "text/html"))
                .isEqualTo(preferred);
    }
}
