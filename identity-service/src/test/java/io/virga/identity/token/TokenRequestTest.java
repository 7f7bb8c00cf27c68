package io.virga.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.identity.token.TokenRequest.Proof;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unauthenticated;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

    private static final String BY_TOKEN = "\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":\"t\"}}";

    @Test
    void severalProofsAreAllKept() {
        var request = TokenRequest.parse("""
                {"auth":{"identity":{"methods":["token","password"],"token":{"id":"t"},
                 "password":{"user":{"id":"u","password":"p"}}}}}""");

        assertThat(request.proofs()).hasSize(2).first().isEqualTo(new Proof.Token("t"));
        assertThat(request.scope()).isEqualTo(new WantedScope.Default());
    }

    @Test
    void scopesAreToldApart() {
        assertThat(scope("{\"system\":{\"all\":true}}")).isEqualTo(new WantedScope.System());
        assertThat(scope("{\"unscoped\":{}}")).isEqualTo(new WantedScope.Unscoped());
        assertThat(scope("\"unscoped\"")).isEqualTo(new WantedScope.Unscoped());
        assertThat(scope("{\"project\":{\"id\":\"p\"}}"))
                .isEqualTo(new WantedScope.Project(Optional.of("p"), Optional.empty(), Optional.empty()));
        assertThat(scope("{\"domain\":{\"name\":\"d\"}}")).isInstanceOf(WantedScope.Domain.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"system\":{}}",
                "{\"system\":{\"all\":false}}",
                "{\"project\":{}}",
                "{\"project\":{\"name\":\"p\"}}",
                "{\"project\":{\"id\":7}}",
                "{\"domain\":{}}",
                "{\"planet\":{}}",
                "{\"project\":{\"id\":\"p\"},\"domain\":{\"id\":\"d\"}}",
                "[]",
                "7"
            })
    void aScopeThatIsNoneIsRefused(String scope) {
        assertThatThrownBy(() -> scope(scope)).isInstanceOf(Invalid.class);
    }

    @Test
    void anUnknownMethodIsNoProof() {
        assertThatThrownBy(() -> TokenRequest.parse("{\"auth\":{\"identity\":{\"methods\":[\"charm\"]}}}"))
                .isInstanceOf(Unauthenticated.class);
    }

    private static WantedScope scope(String scope) {
        return TokenRequest.parse("{\"auth\":{%s,\"scope\":%s}}".formatted(BY_TOKEN, scope))
                .scope();
    }
}
