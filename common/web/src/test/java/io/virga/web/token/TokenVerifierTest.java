package io.virga.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.contract.identity.Revocation;
import io.virga.contract.identity.TokenClaims;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.CloudException.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.5Z");

    private final EllipticCurveJsonWebKey key = newKey();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Revocations revocations = new Revocations(clock);
    private final TokenVerifier verifier = new TokenVerifier(this::found, revocations, clock);

    @BeforeEach
    void knowAllRevocations() {
        revocations.complete();
    }

    private Optional<PublicKey> found(String id) {
        return id.equals("k") ? Optional.of(key.getPublicKey()) : Optional.empty();
    }

    @Test
    void acceptsWhatWasSignedWithTheNamedKey() throws Exception {
        assertThat(verifier.verify(signed(claims(NOW)))).isEqualTo(claims(NOW));
    }

    @Test
    @Tag("SEC-21")
    void refusesTheExpired() throws Exception {
        var token = signed(claims(NOW.minus(Duration.ofHours(1))));

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-21")
    void refusesTheTampered() throws Exception {
        var parts = signed(claims(NOW)).split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("member", "admin").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> verifier.verify(parts[0] + "." + other + "." + parts[2]))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-24")
    void refusesOtherAlgorithmsWhateverTheHeaderSays() throws Exception {
        var none = encoded("{\"alg\":\"none\",\"kid\":\"k\"}") + "." + encoded(json(claims(NOW))) + ".";
        var symmetric = signed(
                claims(NOW),
                AlgorithmIdentifiers.HMAC_SHA256,
                new HmacKey(key.getPublicKey().getEncoded()),
                "k");

        assertThatThrownBy(() -> verifier.verify(none)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> verifier.verify(symmetric)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> verifier.verify("not a token")).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-21")
    void refusesARevokedTokenAlsoAfterItWasRemembered() throws Exception {
        var token = signed(claims(NOW));
        verifier.verify(token);

        revocations.add(new Revocation.OfToken("first", NOW.plusSeconds(3600)));

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-21")
    void aUsersRevocationLeavesLaterTokensAlone() throws Exception {
        revocations.add(new Revocation.OfUser("u", NOW.minusMillis(1), NOW.plusSeconds(3600)));

        assertThat(verifier.verify(signed(claims(NOW)))).isNotNull();
        assertThatThrownBy(() -> verifier.verify(signed(claims(NOW.minusMillis(1)))))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-21")
    void takingARoleAwayConcernsThatProjectOnly() throws Exception {
        revocations.add(new Revocation.OfGrants("u", "other", NOW, NOW.plusSeconds(3600)));
        assertThat(verifier.verify(signed(claims(NOW)))).isNotNull();

        revocations.add(new Revocation.OfGrants("u", "p", NOW, NOW.plusSeconds(3600)));
        assertThatThrownBy(() -> verifier.verify(signed(claims(NOW)))).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("SEC-21")
    void noTokenIsTrustedBeforeTheRevocationsAreKnown() throws Exception {
        var unaware = new TokenVerifier(this::found, new Revocations(clock), clock);
        var token = signed(claims(NOW));

        assertThatThrownBy(() -> unaware.verify(token)).isInstanceOf(Unavailable.class);
    }

    @Test
    @Tag("SEC-21")
    void deletingATrustOrLosingAnybodyInItEndsItsTokens() throws Exception {
        var trust = new TokenClaims.Trust("t", "trustor", "trustee", false, List.of("middle"));
        var origin = new TokenClaims.Origin(null, trust, null, null);
        assertThat(verifier.verify(signed(claims(NOW, origin)))).isNotNull();

        revocations.add(new Revocation.OfGrants("trustor", "p", NOW, NOW.plusSeconds(3600)));
        assertThatThrownBy(() -> verifier.verify(signed(claims(NOW, origin)))).isInstanceOf(Unauthenticated.class);

        var later = NOW.plusSeconds(1);
        assertThat(verifier.verify(signed(claims(later, origin)))).isNotNull();
        revocations.add(new Revocation.OfUser("middle", later, NOW.plusSeconds(3600)));
        assertThatThrownBy(() -> verifier.verify(signed(claims(later, origin)))).isInstanceOf(Unauthenticated.class);

        var latest = NOW.plusSeconds(2);
        assertThat(verifier.verify(signed(claims(latest, origin)))).isNotNull();
        revocations.add(new Revocation.OfDelegation("t", NOW.plusSeconds(3600)));
        assertThatThrownBy(() -> verifier.verify(signed(claims(latest, origin))))
                .isInstanceOf(Unauthenticated.class);
    }

    private static TokenClaims claims(Instant issued) {
        return claims(issued, null);
    }

    private static TokenClaims claims(Instant issued, TokenClaims.Origin origin) {
        return new TokenClaims(
                TokenClaims.ISSUER,
                "u",
                "user",
                "default",
                "p",
                "default",
                null,
                null,
                List.of("member"),
                List.of("password"),
                List.of("own", "first"),
                issued.getEpochSecond(),
                issued.getNano() / 1_000,
                issued.plusSeconds(3600).getEpochSecond(),
                origin);
    }

    private String signed(TokenClaims claims) throws Exception {
        return signed(claims, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, key.getPrivateKey(), "k");
    }

    private static String signed(TokenClaims claims, String algorithm, Key key, String keyId) throws Exception {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(keyId);
        signature.setPayload(json(claims));
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    private static String json(TokenClaims claims) throws Exception {
        return new ObjectMapper().writeValueAsString(claims);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
