package io.virga.identity.federation.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.identity.federation.login.FederationConfig.Provider;
import io.virga.identity.federation.mapping.Claims;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/// Checks access tokens of the identity providers that the operator trusts (RFC 7519, RFC 9068).
///
/// A token counts when it is signed by a key that its issuer publishes, with an asymmetric algorithm that belongs to
/// that key; when issuer and audience are those that the operator named, it has an end and that is not past; and when
/// it is an access token that any bearer may use. Where keys come from is never read from the token.
@ApplicationScoped
class AccessTokens {

    private static final Logger log = Logger.getLogger(AccessTokens.class);
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_SUBJECT = 255;
    private static final int SKEW_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    private final Map<String, Provider> providers;
    private final Map<String, IssuerKeys> keys;
    private final Clock clock;

    AccessTokens(FederationConfig config, Clock clock) {
        this.providers = config.providers();
        this.clock = clock;
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.keys = providers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new IssuerKeys(entry.getValue().keys(), http, clock, config.keysLifetime())));
    }

    record Verified(String subject, Claims claims, Instant end) {}

    /// Whether the operator said whom to believe for this identity provider.
    boolean knows(String idpId) {
        return providers.containsKey(idpId);
    }

    /// The protocol that says what an access token of a known identity provider is good for at the services.
    String bearerProtocol(String idpId) {
        return providers.get(idpId).bearerProtocol();
    }

    /// The identity provider that the token claims to be from; nothing of it is checked yet.
    Optional<String> claimedProvider(String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != 3) {
            return Optional.empty();
        }
        try {
            var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            var issuer = JSON.readTree(payload).path("iss").textValue();
            return providers.entrySet().stream()
                    .filter(entry -> entry.getValue().issuer().equals(issuer))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (IllegalArgumentException | JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// Throws `Unauthenticated`, and says no more, when the token does not count; `Unavailable` when that cannot be
    /// found out at the moment.
    Verified verify(String idpId, String token) {
        var provider = Optional.ofNullable(providers.get(idpId)).orElseThrow(Unauthenticated::new);
        if (token.length() > LONGEST) {
            throw new Unauthenticated();
        }
        try {
            var claims = consumer(provider, key(idpId, token)).processToClaims(token);
            var payload = JSON.readTree(claims.getRawJson());
            requireForAnyBearer(provider, payload);
            return new Verified(
                    claims.getSubject(),
                    Claims.of(payload),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
        } catch (JoseException | InvalidJwtException | MalformedClaimException | JsonProcessingException e) {
            log.debugf("a token of %s was refused: %s", idpId, e.getMessage());
            throw new Unauthenticated();
        }
    }

    private JwtConsumer consumer(Provider provider, Key key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ASYMMETRIC)
                .setVerificationKey(key)
                .setExpectedIssuer(true, provider.issuer())
                .setExpectedAudience(true, provider.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    // The id is looked up among the fetched keys and means nothing else (CVE-2018-0114 and its kin).
    private Key key(String idpId, String token) throws JoseException {
        if (!(JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature)) {
            throw new Unauthenticated();
        }
        var id = signature.getKeyIdHeaderValue();
        var key = keys.get(idpId).find(id == null ? "" : id).orElseThrow(Unauthenticated::new);
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(signature.getAlgorithmHeaderValue())) {
            throw new Unauthenticated();
        }
        return key.getPublicKey();
    }

    // Keycloak names the kind of its tokens in `typ`; a token with `cnf` is good only with the proof of a key.
    private static void requireForAnyBearer(Provider provider, JsonNode payload) {
        var kind = payload.path("typ");
        var client = payload.path("azp").asText("");
        if ((!kind.isMissingNode() && !"Bearer".equals(kind.textValue()))
                || payload.has("cnf")
                || payload.path("sub").asText().length() > LONGEST_SUBJECT
                || provider.clients()
                        .filter(clients -> !clients.contains(client))
                        .isPresent()) {
            throw new Unauthenticated();
        }
    }
}
