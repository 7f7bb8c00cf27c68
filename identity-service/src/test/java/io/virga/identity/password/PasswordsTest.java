package io.virga.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PasswordsTest {

    @Inject
    Passwords passwords;

    @Test
    void onlyTheSamePasswordMatches() {
        var hash = Optional.of(passwords.hash("pässword"));

        assertThat(passwords.matches("pässword", hash)).isTrue();
        assertThat(passwords.matches("passwort", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
        assertThat(passwords.hash("pässword")).isNotEqualTo(hash.orElseThrow());
    }

    @Test
    @Tag("SEC-23")
    void aPasswordIsNotCut() {
        var hash = Optional.of(passwords.hash("x".repeat(4096)));

        assertThat(passwords.matches("x".repeat(4095), hash)).isFalse();
        assertThat(passwords.matches("x".repeat(4096), hash)).isTrue();
    }

    @Test
    @Tag("SEC-23")
    void withoutAHashNothingMatches() {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
        assertThat(passwords.matches("anything", Optional.empty())).isFalse();
    }
}
