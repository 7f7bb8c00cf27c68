package io.virga.identity.realm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The few answers of a Keycloak that the service reads a realm by; the domain `staff` is backed by it. The system
/// tests do the same with a real one.
public final class PaperRealm implements QuarkusTestResourceLifecycleManager {

    static final String DOMAIN = "staff";

    /// By id: name, the JSON value of `enabled`, password.
    static final Map<String, Employee> EMPLOYEES = new ConcurrentHashMap<>();

    /// Ids of the members, by the group's name, which is also its id.
    static final Map<String, List<String>> TEAMS = new ConcurrentHashMap<>();

    static volatile boolean down;

    private HttpServer server;

    record Employee(String name, String enabled, String password) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/realms/paper/protocol/openid-connect/token", PaperRealm::token);
        server.createContext("/admin/realms/paper", exchange -> answer(exchange, 200, admin(exchange)));
        server.start();
        return Map.of(
                "identity.realms.staff.url",
                "http://127.0.0.1:%d/realms/paper".formatted(server.getAddress().getPort()),
                "identity.realms.staff.client-id",
                "virga",
                "identity.realms.staff.client-secret",
                "paper",
                "identity.realms.staff.refresh",
                "0s");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void token(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var form = List.of(body.split("&")).stream()
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        var subject = form.get("grant_type").equals("client_credentials")
                ? Optional.of("virga")
                : EMPLOYEES.entrySet().stream()
                        .filter(one -> one.getValue().name().equals(form.get("username"))
                                && one.getValue().password().equals(form.get("password")))
                        .map(Map.Entry::getKey)
                        .findFirst();
        answer(
                exchange,
                subject.isPresent() ? 200 : 401,
                subject.map("{\"sub\":\"%s\"}"::formatted)
                        .map(claims -> Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)))
                        .map("{\"access_token\":\"e30.%s.\",\"expires_in\":60,\"token_type\":\"Bearer\"}"::formatted)
                        .orElse("{\"error\":\"invalid_grant\"}"));
    }

    private static String admin(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/users")) {
            return EMPLOYEES.entrySet().stream()
                    .map(one -> "{\"id\":\"%s\",\"username\":\"%s\",\"enabled\":%s,\"email\":\"%s@x\",\"novelty\":1}"
                            .formatted(
                                    one.getKey(),
                                    one.getValue().name(),
                                    one.getValue().enabled(),
                                    one.getValue().name()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (path.endsWith("/groups")) {
            return TEAMS.keySet().stream()
                    .map("{\"id\":\"%1$s\",\"name\":\"%1$s\",\"path\":\"/%1$s\",\"subGroupCount\":0}"::formatted)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        var team = path.replaceAll(".*/groups/([^/]+)/members", "$1");
        return TEAMS.getOrDefault(team, List.of()).stream()
                .map("{\"id\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(down ? 503 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
