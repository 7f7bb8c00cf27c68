package io.virga.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.virga.contract.identity.Revocation;
import io.virga.contract.identity.TokenClaims;
import io.virga.messaging.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Signs tokens for tests, and answers the few calls with which a service reaches the identity service: keys, its own
/// token, revocations, what an access token is good for.
public final class TestIdentity {

    /// The project and user of tokens for which nothing else is said.
    public static final String PROJECT = "11111111111111111111111111111111";

    /// Another tenant's project.
    public static final String OTHER_PROJECT = "22222222222222222222222222222222";

    private static final String USER = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String FEDERATED_USER = "ffffffffffffffffffffffffffffffff";
    private static final EllipticCurveJsonWebKey KEY = newKey();
    private static final List<String> REVOKED = new CopyOnWriteArrayList<>();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;

    private TestIdentity(HttpServer server) {
        this.server = server;
    }

    static TestIdentity start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v3/auth/jwks", exchange -> answer(exchange, 200, jwks()));
        server.createContext("/v3/auth/revocations", exchange -> answer(exchange, 200, revocations()));
        server.createContext("/v3/auth/tokens", exchange -> {
            exchange.getResponseHeaders().add("X-Subject-Token", service());
            answer(
                    exchange,
                    201,
                    "{\"token\":{\"expires_at\":\"%s\"}}"
                            .formatted(Instant.now().plus(Duration.ofHours(1))));
        });
        server.createContext("/v3/auth/bearer", TestIdentity::exchange);
        TestLimits.serve(server);
        server.start();
        return new TestIdentity(server);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    public static String admin() {
        return inProject(PROJECT, "admin", "manager", "member", "reader");
    }

    public static String member() {
        return member(PROJECT);
    }

    public static String member(String project) {
        return inProject(project, "member", "reader");
    }

    public static String reader() {
        return inProject(PROJECT, "reader");
    }

    /// One of our own services, asking for itself.
    public static String service() {
        return inProject("99999999999999999999999999999999", "service");
    }

    /// The role and what it implies, on the system.
    public static String onSystem(String... roles) {
        return sign(claims(null, true, List.of(roles)));
    }

    /// The role and what it implies, on a domain.
    public static String onDomain(String domain, String... roles) {
        return sign(claims(domain, null, List.of(roles)));
    }

    /// A member of `PROJECT` whose rights were handed over.
    public static String handedOver(TokenClaims.Origin origin) {
        return sign(claims(USER, PROJECT, List.of("member", "reader"), Instant.now())
                .by(origin));
    }

    public static String unscoped() {
        return sign(claims(USER, null, List.of(), Instant.now()));
    }

    /// A good signature on a token that has expired.
    public static String expired() {
        return sign(claims(USER, PROJECT, List.of("admin"), Instant.now().minus(Duration.ofHours(2))));
    }

    /// A member of `PROJECT` whose token ends then, to the second.
    public static String memberUntil(Instant end) {
        return sign(claims(USER, PROJECT, List.of("member", "reader"), end.minus(Duration.ofHours(1))));
    }

    public static String inProject(String project, String... roles) {
        return sign(claims(USER, project, List.of(roles), Instant.now()));
    }

    /// A member of `PROJECT` by an application credential that may make these calls only.
    public static String confinedTo(TokenClaims.AccessRule... rules) {
        var application = new TokenClaims.ApplicationCredential("app", "app", false, List.of(rules));
        return sign(claims(USER, PROJECT, List.of("member", "reader"), Instant.now())
                .by(new TokenClaims.Origin(application, null, null, null)));
    }

    private static TokenClaims claims(String domain, Boolean system, List<String> roles) {
        var plain = claims(USER, null, roles, Instant.now());
        return new TokenClaims(
                plain.issuer(),
                plain.userId(),
                plain.userName(),
                plain.userDomainId(),
                null,
                null,
                domain,
                system,
                plain.roles(),
                plain.methods(),
                plain.auditIds(),
                plain.issuedAtSecond(),
                plain.issuedAtMicros(),
                plain.expiresAtSecond(),
                null);
    }

    /// A claim set good for an hour from `issued`; the user's name is `user`.
    public static TokenClaims claims(String user, String project, List<String> roles, Instant issued) {
        return new TokenClaims(
                TokenClaims.ISSUER,
                user,
                "user",
                "default",
                project,
                project == null ? null : "default",
                null,
                null,
                roles,
                List.of("password"),
                List.of(UUID.randomUUID().toString()),
                issued.getEpochSecond(),
                issued.getNano() / 1_000,
                issued.plus(Duration.ofHours(1)).getEpochSecond(),
                null);
    }

    public static String sign(TokenClaims claims) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKeyIdHeaderValue(KEY.getKeyId());
            signature.setPayload(JSON.writeValueAsString(claims));
            signature.setKey(KEY.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("test-key");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Services learn it when they look for revocations the next time; no message is sent.
    public static void revoke(Revocation revocation) {
        REVOKED.add(WireFormat.write(revocation));
    }

    private static String revocations() {
        return "{\"revocations\":%s,\"last\":%d}".formatted(REVOKED, REVOKED.size());
    }

    private static String jwks() {
        return "{\"keys\":[" + KEY.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    // Whatever the access token says: it is the service's business to send none here that is not good.
    private static void exchange(HttpExchange exchange) throws IOException {
        var project = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .at("/bearer/project")
                .asText(PROJECT);
        if (!project.equals(PROJECT)) {
            answer(exchange, 403, "{\"error\":{\"message\":\"You have no role in a project %s.\"}}".formatted(project));
            return;
        }
        var member = claims(FEDERATED_USER, PROJECT, List.of("member", "reader"), Instant.now());
        exchange.getResponseHeaders().add("X-Subject-Token", sign(member));
        answer(exchange, 201, "{\"token\":{}}");
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
