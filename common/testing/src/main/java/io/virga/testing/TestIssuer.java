package io.virga.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// An issuer of access tokens, as a company's Keycloak is, that signs whatever a test wants. It publishes its keys at
/// `/keys`.
public final class TestIssuer {

    public static final String AUDIENCE = "virga";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static volatile TestIssuer company;

    private final PublicJsonWebKey rsa = key("rsa-1", "RS256");
    private final PublicJsonWebKey ec = key("ec-1", "ES256");
    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;
    private volatile List<PublicJsonWebKey> published = List.of(rsa, ec);

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            try (exchange) {
                fetches.incrementAndGet();
                var body = jwks().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    /// The one whom the service under test believes, as the identity provider `company`.
    public static TestIssuer company() {
        return company;
    }

    static TestIssuer startCompany() {
        company = new TestIssuer();
        return company;
    }

    /// What an operator writes down to have this issuer believed: see docs/keycloak.md.
    Map<String, String> settings() {
        return Map.of(
                "identity.federation.providers.company.issuer",
                url(),
                "identity.federation.providers.company.jwks-url",
                url() + "/keys",
                "identity.federation.providers.company.audience",
                AUDIENCE,
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                url(),
                "quarkus.oidc.discovery-enabled",
                "false",
                "quarkus.oidc.jwks-path",
                "/keys",
                "quarkus.oidc.token.issuer",
                url(),
                "quarkus.oidc.token.audience",
                AUDIENCE);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public PublicJsonWebKey rsa() {
        return rsa;
    }

    public PublicJsonWebKey ec() {
        return ec;
    }

    /// How often the keys were asked for.
    public int fetches() {
        return fetches.get();
    }

    public void publish(PublicJsonWebKey... keys) {
        published = List.of(keys);
    }

    public void stop() {
        server.stop(0);
    }

    public static PublicJsonWebKey key(String id, String algorithm) {
        try {
            var key = algorithm.startsWith("ES")
                    ? EcJwkGenerator.generateJwk(EllipticCurves.P256)
                    : RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setAlgorithm(algorithm);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a good token says.
    public Map<String, Object> claims(String subject, List<String> groups) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", url());
        claims.put("aud", List.of("account", AUDIENCE));
        claims.put("azp", "openstack");
        claims.put("typ", "Bearer");
        claims.put("sub", subject);
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("preferred_username", subject);
        claims.put("groups", groups);
        return claims;
    }

    public String token(String subject, String... groups) {
        return sign(claims(subject, List.of(groups)), rsa);
    }

    public static String sign(Map<String, Object> claims, PublicJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return compact(signature, claims);
    }

    public static String compact(JsonWebSignature signature, Map<String, Object> claims) {
        try {
            signature.setPayload(json(claims));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tokens that look like this issuer's, by what is wrong with each.
    Map<String, String> forgeries(String subject) {
        var forgeries = new LinkedHashMap<String, String>();
        var good = claims(subject, List.of());
        var whole = token(subject);
        forgeries.put("no signature", whole.substring(0, whole.lastIndexOf('.') + 1));
        forgeries.put("algorithm none", signed(good, "none", rsa.getKeyId(), null));
        var publicKey = new HmacKey(rsa.getPublicKey().getEncoded());
        forgeries.put("the public key as a secret", signed(good, "HS256", rsa.getKeyId(), publicKey));
        forgeries.put("another's key", sign(good, key(rsa.getKeyId(), "RS256")));
        for (var id : List.of("unknown", "../../../../dev/null", "file:///dev/null")) {
            forgeries.put("key id " + id, sign(good, key(id, "RS256")));
        }
        forgeries.put("another issuer", sign(with(good, "iss", url() + "/another"), rsa));
        forgeries.put("another audience", sign(with(good, "aud", "account"), rsa));
        forgeries.put("over", sign(with(good, "exp", Instant.now().getEpochSecond() - 60), rsa));
        forgeries.put("not begun", sign(with(good, "nbf", Instant.now().getEpochSecond() + 600), rsa));
        var endless = new LinkedHashMap<>(good);
        endless.remove("exp");
        forgeries.put("without an end", sign(endless, rsa));
        return forgeries;
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static String signed(Map<String, Object> claims, String algorithm, String keyId, Key key) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(keyId);
        signature.setKey(key);
        return compact(signature, claims);
    }

    private String jwks() {
        return published.stream()
                .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
                .collect(Collectors.joining(",", "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"unheard-of\"},", "]}"));
    }
}
