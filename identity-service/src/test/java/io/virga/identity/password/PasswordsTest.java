package io.virga.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
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

    /// Else somebody who has digests from elsewhere could try them here without knowing the passwords.
    @Test
    @Tag("SEC-23")
    void aBareDigestOfThePasswordIsNotWhatIsHashed() throws Exception {
        var hash = passwords.hash("password");
        var digest = MessageDigest.getInstance("SHA-256").digest("password".getBytes(StandardCharsets.UTF_8));

        assertThat(OpenBSDBCrypt.checkPassword(hash, Base64.getEncoder().encode(digest)))
                .isFalse();
        assertThat(OpenBSDBCrypt.checkPassword(
                        hash, HexFormat.of().formatHex(digest).toCharArray()))
                .isFalse();
    }

    @Test
    @Tag("SEC-23")
    void withoutAHashNothingMatches() {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
        assertThat(passwords.matches("anything", Optional.empty())).isFalse();
    }

    /// Requests run on virtual threads, and those on as many carriers as there are processors.
    @Test
    void manyAtOnceLeaveTheThreadsOfRequestsAlone() throws Exception {
        var slow = new Passwords(12);
        var many = 2 * Runtime.getRuntime().availableProcessors();
        var done = new AtomicInteger();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < many; i++) {
                requests.submit(() -> {
                    slow.hash("one of many");
                    done.incrementAndGet();
                });
            }
            assertThat(requests.submit(done::get).get())
                    .as("hashes that another request waited for")
                    .isZero();
        }
        assertThat(done).hasValue(many);
    }
}
