package io.virga.identity.federation.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.CloudException.Unavailable;
import io.virga.testing.TestIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-24")
class AccessTokensTest {

    private static final String IDP = "company";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final TestIssuer issuer = new TestIssuer();
    private final MovableClock clock = new MovableClock();
    private final AccessTokens tokens = new AccessTokens(config(issuer, Optional.empty()), clock);

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void aGoodTokenCountsWhicheverWayItIsSigned() {
        var claims = issuer.claims("ada", List.of("physics"));
        for (var key : List.of(issuer.rsa(), issuer.ec())) {
            var verified = tokens.verify(IDP, TestIssuer.sign(claims, key));
            assertThat(verified.subject()).isEqualTo("ada");
            assertThat(verified.claims().single("groups")).contains("physics");
        }
    }

    static Stream<Consumer<Map<String, Object>>> wrongClaims() {
        var now = Instant.now().getEpochSecond();
        return Stream.of(
                claims -> claims.put("iss", "http://127.0.0.1:1"),
                claims -> claims.put("iss", claims.get("iss") + "/"),
                claims -> claims.put("iss", List.of(claims.get("iss"))),
                claims -> claims.remove("iss"),
                claims -> claims.put("aud", "account"),
                claims -> claims.put("aud", List.of()),
                claims -> claims.put("aud", Map.of("virga", true)),
                claims -> claims.remove("aud"),
                claims -> claims.put("exp", now - 60),
                claims -> claims.put("exp", "never"),
                claims -> claims.remove("exp"),
                claims -> claims.put("nbf", now + 600),
                claims -> claims.remove("sub"),
                claims -> claims.put("sub", "x".repeat(256)),
                claims -> claims.put("typ", "ID"),
                claims -> claims.put("typ", "Refresh"),
                claims -> claims.put("typ", List.of("Bearer")),
                claims -> claims.put("cnf", Map.of("jkt", "x")));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aTokenThatSaysAnythingWrongDoesNotCount(Consumer<Map<String, Object>> change) {
        var claims = issuer.claims("ada", List.of());
        change.accept(claims);
        refuses(TestIssuer.sign(claims, issuer.rsa()));
    }

    @Test
    void aTokenWithoutASignatureDoesNotCount() {
        var claims = issuer.claims("ada", List.of());
        for (var algorithm : List.of("none", "None", "NONE", "nOnE")) {
            refuses(encoded("{\"alg\":\"%s\",\"kid\":\"rsa-1\"}".formatted(algorithm)) + "."
                    + encoded(TestIssuer.json(claims)) + ".");
        }
        var good = TestIssuer.sign(claims, issuer.rsa());
        refuses(good.substring(0, good.lastIndexOf('.') + 1));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue("rsa-1");
        signature.setKey(new HmacKey(issuer.rsa().getPublicKey().getEncoded()));
        refuses(TestIssuer.compact(signature, issuer.claims("ada", List.of())));
    }

    @Test
    void anAlgorithmThatIsNotTheKeysDoesNotCount() {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS512");
        signature.setKeyIdHeaderValue("rsa-1");
        signature.setKey(issuer.rsa().getPrivateKey());
        refuses(TestIssuer.compact(signature, issuer.claims("ada", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "../../../../etc/passwd", "file:///dev/zero", "rsa-1' or '1'='1", "ec-1"})
    void aKeyIdIsNothingButTheNameOfAPublishedKey(String id) {
        var stranger = TestIssuer.key(id, "RS256");
        refuses(TestIssuer.sign(issuer.claims("ada", List.of()), stranger));
    }

    @Test
    void aKeyThatTheTokenBringsAlongDoesNotCount() {
        var stranger = TestIssuer.key("rsa-1", "RS256");
        var other = new TestIssuer();
        other.publish(stranger);
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue("RS256");
            signature.setKeyIdHeaderValue("rsa-1");
            signature.setJwkHeader(stranger);
            signature.setHeader("jku", other.url() + "/keys");
            signature.setHeader("x5u", other.url() + "/keys");
            signature.setKey(stranger.getPrivateKey());
            refuses(TestIssuer.compact(signature, issuer.claims("ada", List.of())));
            assertThat(other.fetches()).isZero();
        } finally {
            other.stop();
        }
    }

    @Test
    void aTokenOfAnotherProviderOrClientDoesNotCount() {
        assertThatThrownBy(() -> tokens.verify("another", issuer.token("ada"))).isInstanceOf(Unauthenticated.class);
        var picky = new AccessTokens(config(issuer, Optional.of(Set.of("horizon"))), clock);
        assertThatThrownBy(() -> picky.verify(IDP, issuer.token("ada"))).isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "a.b.c.d.e", "ordinary"})
    void garbageDoesNotCount(String garbage) {
        refuses(garbage);
        assertThat(tokens.claimedProvider(garbage)).isEmpty();
    }

    @Test
    void aKeyThatWasWithdrawnIsBelievedForAWhileOnly() {
        var old = issuer.token("ada");
        tokens.verify(IDP, old);
        var next = TestIssuer.key("rsa-2", "RS256");
        issuer.publish(next);
        clock.forward(Duration.ofSeconds(11));
        tokens.verify(IDP, TestIssuer.sign(issuer.claims("ada", List.of()), next));
        refuses(old);
    }

    @Test
    void keysAreFetchedAgainWhenTheyAreOld() {
        tokens.verify(IDP, issuer.token("ada"));
        issuer.publish(issuer.ec());
        clock.forward(LIFETIME.plusSeconds(1));
        var late = issuer.claims("ada", List.of());
        late.put("exp", clock.instant().getEpochSecond() + 60);
        refuses(TestIssuer.sign(late, issuer.rsa()));
        tokens.verify(IDP, TestIssuer.sign(late, issuer.ec()));
    }

    @Test
    void oldKeysAreNotBelievedWhileNoNewOnesCanBeHad() {
        tokens.verify(IDP, issuer.token("ada"));
        issuer.stop();
        clock.forward(LIFETIME.plusSeconds(1));
        assertThatThrownBy(() -> tokens.verify(IDP, issuer.token("ada"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void aFloodOfForgedKeyIdsIsNoFloodOfRequests() {
        for (var i = 0; i < 50; i++) {
            refuses(TestIssuer.sign(issuer.claims("ada", List.of()), TestIssuer.key("forged-" + i, "ES256")));
        }
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.verify(IDP, token)).isInstanceOf(Unauthenticated.class);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FederationConfig config(TestIssuer issuer, Optional<Set<String>> clients) {
        return new FederationConfig() {
            @Override
            public Map<String, Provider> providers() {
                return Map.of(IDP, new Trusted(issuer.url(), clients));
            }

            @Override
            public Duration keysLifetime() {
                return LIFETIME;
            }
        };
    }

    private record Trusted(String issuer, Optional<Set<String>> clients) implements FederationConfig.Provider {

        @Override
        public Optional<URI> jwksUrl() {
            return Optional.of(URI.create(issuer + "/keys"));
        }

        @Override
        public String audience() {
            return TestIssuer.AUDIENCE;
        }

        @Override
        public String bearerProtocol() {
            return "openid";
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.now();

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
