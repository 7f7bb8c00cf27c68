package io.virga.identity.federation.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// An issuer of access tokens that signs whatever a test wants. It publishes its keys at `/keys`.
final class TestIssuer {

    static final String AUDIENCE = "virga";

    private static final ObjectMapper JSON = new ObjectMapper();

    final PublicJsonWebKey rsa = key("rsa-1", "RS256");
    final PublicJsonWebKey ec = key("ec-1", "ES256");
    final AtomicInteger fetches = new AtomicInteger();

    private final HttpServer server;
    private volatile List<PublicJsonWebKey> published = List.of(rsa, ec);

    TestIssuer() {
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

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void publish(PublicJsonWebKey... keys) {
        published = List.of(keys);
    }

    void stop() {
        server.stop(0);
    }

    static PublicJsonWebKey key(String id, String algorithm) {
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
    Map<String, Object> claims(String subject, List<String> groups) {
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

    String token(String subject, String... groups) {
        return sign(claims(subject, List.of(groups)), rsa);
    }

    static String sign(Map<String, Object> claims, PublicJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return compact(signature, claims);
    }

    static String compact(JsonWebSignature signature, Map<String, Object> claims) {
        try {
            signature.setPayload(json(claims));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String jwks() {
        return published.stream()
                .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
                .collect(Collectors.joining(",", "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"unheard-of\"},", "]}"));
    }
}
