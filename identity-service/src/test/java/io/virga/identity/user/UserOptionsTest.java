package io.virga.identity.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserOptionsTest {

    private static UserOptions rules(String json) {
        var options = UserOptions.read(Fields.parse("{\"options\":{\"multi_factor_auth_rules\":%s}}".formatted(json)));
        return new UserOptions(options.appliedTo(Map.of()));
    }

    @Test
    void allMethodsOfOneRuleAreEnough() {
        var options = rules("[[\"password\",\"totp\"],[\"mapped\"]]");
        assertThat(options.satisfiedBy(List.of("password"))).isFalse();
        assertThat(options.satisfiedBy(List.of("token", "totp", "password"))).isTrue();
        assertThat(options.satisfiedBy(List.of("mapped"))).isTrue();
        assertThat(options.satisfiedBy(List.of())).isFalse();
    }

    @Test
    void withoutRulesEveryMethodIsEnough() {
        assertThat(new UserOptions(Map.of()).satisfiedBy(List.of("password"))).isTrue();
        assertThat(rules("[]").satisfiedBy(List.of("password"))).isTrue();
        var off = Map.<String, Object>of(
                "multi_factor_auth_enabled", false, "multi_factor_auth_rules", List.of(List.of("totp")));
        assertThat(new UserOptions(off).satisfiedBy(List.of("password"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"password\"",
                "{}",
                "[\"password\"]",
                "[[]]",
                "[[7]]",
                "[[\"\"]]",
                "[[\"a\",\"a\"]]",
                "[[\"a\"],[\"a\"]]"
            })
    void otherRulesAreRefused(String json) {
        assertThatThrownBy(() -> rules(json)).isInstanceOf(Invalid.class);
    }
}
