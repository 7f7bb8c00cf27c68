package io.virga.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The unified limits that the identity service of a test tells the service under test.
public final class TestLimits {

    private record Key(String type, String project, String resource) {}

    private static final Map<Key, Long> LIMITS = new ConcurrentHashMap<>();
    private static volatile boolean away;

    private TestLimits() {}

    /// Limits what every project may have of a service's resource.
    public static void register(String serviceType, String resource, long ceiling) {
        LIMITS.put(new Key(serviceType, "", resource), ceiling);
    }

    public static void limit(String serviceType, String project, String resource, long ceiling) {
        LIMITS.put(new Key(serviceType, project, resource), ceiling);
    }

    /// From now on there is no answer to questions for limits, until `forget`.
    public static void away() {
        away = true;
    }

    /// Back to no limits at all.
    public static void forget() {
        LIMITS.clear();
        away = false;
    }

    static void serve(HttpServer server) {
        server.createContext("/v3/auth/catalog", exchange -> answer(exchange, catalog()));
        server.createContext(
                "/v3/registered_limits",
                exchange -> answer(exchange, list("registered_limits", "default_limit", String::isEmpty)));
        server.createContext("/v3/limits", exchange -> {
            var project = exchange.getRequestURI().getQuery().replaceFirst("^project_id=", "");
            answer(exchange, list("limits", "resource_limit", project::equals));
        });
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        TestIdentity.answer(exchange, away ? 503 : 200, away ? "{}" : body);
    }

    private static String catalog() {
        return Stream.of("compute", "image", "network")
                .map(type -> "{\"id\":\"id-of-%s\",\"type\":\"%s\"}".formatted(type, type))
                .collect(Collectors.joining(",", "{\"catalog\":[", "]}"));
    }

    private static String list(String name, String ceiling, Predicate<String> project) {
        return LIMITS.entrySet().stream()
                .filter(limit -> project.test(limit.getKey().project()))
                .map(limit -> "{\"service_id\":\"id-of-%s\",\"region_id\":null,\"resource_name\":\"%s\",\"%s\":%d}"
                        .formatted(limit.getKey().type(), limit.getKey().resource(), ceiling, limit.getValue()))
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }
}
