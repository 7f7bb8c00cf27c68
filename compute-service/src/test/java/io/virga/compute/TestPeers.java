package io.virga.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// The image and the network service, as far as compute talks to them: real HTTP, things kept in memory, every request
/// recorded.
public final class TestPeers implements QuarkusTestResourceLifecycleManager {

    public static final String IMAGE = "5c3f0d9e-6a51-4b7e-9a8b-0f3a7cf9d001";
    public static final String OVA_IMAGE = "5c3f0d9e-6a51-4b7e-9a8b-0f3a7cf9d003";
    public static final String BIG_IMAGE = "5c3f0d9e-6a51-4b7e-9a8b-0f3a7cf9d002";
    public static final String EMPTY_IMAGE = "5c3f0d9e-6a51-4b7e-9a8b-0f3a7cf9d004";
    public static final String NETWORK = "6d4f0d9e-6a51-4b7e-9a8b-0f3a7cf9d001";
    public static final String EXTERNAL = "6d4f0d9e-6a51-4b7e-9a8b-0f3a7cf9d002";
    public static final String SUBNET = "7e5f0d9e-6a51-4b7e-9a8b-0f3a7cf9d001";
    public static final String GROUP = "8f6f0d9e-6a51-4b7e-9a8b-0f3a7cf9d001";

    public static final Map<String, ObjectNode> PORTS = new ConcurrentHashMap<>();
    public static final List<String> REQUESTS = new CopyOnWriteArrayList<>();

    /// How many requests to refuse with 503 from now on, of those whose line starts so.
    public static final Map<String, Integer> OUTAGES = new ConcurrentHashMap<>();

    /// Whether the project has a network.
    public static volatile boolean withNetwork = true;

    private static final ObjectMapper JSON = new ObjectMapper();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", TestPeers::handle);
            server.start();
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of("virga.endpoints.image", url, "virga.endpoints.network", url);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            REQUESTS.add(line);
            var out = OUTAGES.entrySet().stream()
                    .anyMatch(outage ->
                            line.startsWith(outage.getKey()) && OUTAGES.merge(outage.getKey(), -1, Integer::sum) >= 0);
            var answer = out ? new Answer(503, "{}") : answer(exchange, body.length == 0 ? null : JSON.readTree(body));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    record Answer(int status, String body) {}

    private static Answer answer(HttpExchange exchange, JsonNode body) {
        var path = exchange.getRequestURI().getPath();
        var query = query(exchange.getRequestURI().getRawQuery());
        var method = exchange.getRequestMethod();
        if (path.startsWith("/v2/images")) {
            var project = exchange.getRequestHeaders().getFirst("X-On-Behalf-Of-Project");
            return TestImages.answer(method, path, body, project);
        }
        return switch (path) {
            case "/v2.0/networks" -> new Answer(200, "{\"networks\":[" + (withNetwork ? network() : "") + "]}");
            case "/v2.0/networks/" + NETWORK -> new Answer(200, "{\"network\":" + network() + "}");
            case "/v2.0/networks/" + EXTERNAL ->
                new Answer(
                        200,
                        "{\"network\":{\"id\":\"%s\",\"project_id\":\"f\",\"router:external\":true,\"shared\":false,\"subnets\":[\"%s\"]}}"
                                .formatted(EXTERNAL, SUBNET));
            case "/v2.0/subnets" ->
                new Answer(
                        200,
                        "{\"subnets\":[{\"id\":\"%s\",\"cidr\":\"10.0.0.0/24\",\"ip_version\":4,\"gateway_ip\":\"10.0.0.1\",\"enable_dhcp\":true,\"dns_nameservers\":[]}]}"
                                .formatted(SUBNET));
            case "/v2.0/security-groups" ->
                new Answer(200, "{\"security_groups\":[{\"id\":\"%s\",\"name\":\"default\"}]}".formatted(GROUP));
            case "/v2.0/floatingips" -> new Answer(200, "{\"floatingips\":[]}");
            case "/v2.0/ports" ->
                method.equals("POST")
                        ? created(body, exchange.getRequestHeaders().getFirst("X-On-Behalf-Of-Project"))
                        : new Answer(200, ports(query));
            default -> path.startsWith("/v2.0/ports/") ? port(method, path, body) : new Answer(404, "{}");
        };
    }

    private static String network() {
        return "{\"id\":\"%s\",\"name\":\"private\",\"mtu\":1442,\"router:external\":false,\"subnets\":[\"%s\"]}"
                .formatted(NETWORK, SUBNET);
    }

    private static Answer created(JsonNode body, String project) {
        var port = (ObjectNode) body.path("port").deepCopy();
        var id = UUID.randomUUID().toString();
        port.put("id", id)
                .put("mac_address", "fa:16:3e:00:00:01")
                .put("status", "ACTIVE")
                .put("project_id", project);
        port.putArray("fixed_ips")
                .addObject()
                .put("subnet_id", SUBNET)
                .put("ip_address", "10.0.0." + (PORTS.size() % 200 + 10));
        port.putArray("security_groups").add(GROUP);
        PORTS.put(id, port);
        return new Answer(201, "{\"port\":" + port + "}");
    }

    private static String ports(Map<String, List<String>> query) {
        var devices = query.getOrDefault("device_id", List.of());
        var found = PORTS.values().stream()
                .filter(port -> devices.contains(port.path("device_id").asText()))
                .map(JsonNode::toString)
                .toList();
        return "{\"ports\":[" + String.join(",", found) + "]}";
    }

    private static Answer port(String method, String path, JsonNode body) {
        var id = path.substring("/v2.0/ports/".length());
        var port = PORTS.get(id);
        if (port == null) {
            return new Answer(404, "{}");
        }
        if (method.equals("DELETE")) {
            PORTS.remove(id);
            return new Answer(204, "");
        }
        if (method.equals("PUT")) {
            port.setAll((ObjectNode) body.path("port"));
        }
        return new Answer(200, "{\"port\":" + port + "}");
    }

    private static Map<String, List<String>> query(String raw) {
        var query = new ConcurrentHashMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.computeIfAbsent(parts[0], _ -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
