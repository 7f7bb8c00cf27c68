package io.virga.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3", "null", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> Fields.parse(text)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> Fields.parse("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void namesTheFieldThatIsMissingOrWrong() {
        var server = Fields.parse("{\"server\":{\"name\":7}}").object("server");

        assertThatThrownBy(() -> server.text("name", 1, 255)).hasMessageContaining("server.name");
        assertThatThrownBy(() -> server.text("imageRef", 1, 255)).hasMessage("server.imageRef is a required property");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "1e3", "1.0", "99999999999999999999", "\"x\"", "true", "[]"})
    void refusesNumbersThatAreNoneOrOutOfRange(String number) {
        var body = Fields.parse("{\"count\":" + number + "}");

        assertThatThrownBy(() -> body.integer("count", 1, 100)).isInstanceOf(Invalid.class);
    }

    @Test
    void takesDigitsInAStringAsANumber() {
        assertThat(Fields.parse("{\"ram\":\"512\"}").integer("ram", 1, 1024)).isEqualTo(512);
    }

    @Test
    void takesNullForAbsent() {
        var body = Fields.parse("{\"a\":null,\"b\":null,\"c\":null}");

        assertThat(body.optionalText("a", 1, 5)).isEmpty();
        assertThat(body.optionalInteger("b", 1, 5)).isEmpty();
        assertThat(body.objects("c")).isEmpty();
        assertThat(body.isNull("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "a\\udfff"})
    void refusesTextThatNoDatabaseTakes(String name) {
        var body = Fields.parse("{\"name\":\"%s\"}".formatted(name));

        assertThatThrownBy(() -> body.text("name", 1, 255)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesFieldsThatNobodyAskedFor() {
        var body = Fields.parse("{\"name\":\"a\",\"colour\":\"red\"}");
        body.text("name", 1, 255);

        assertThatThrownBy(body::refuseOthers)
                .hasMessage("Additional properties are not allowed ('colour' was unexpected)");
    }
}
