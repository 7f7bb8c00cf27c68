package io.virga.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.virga.cli.command.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Runs everyday commands against a cloud of cardboard on the loopback interface.
///
/// The build does this once with `-XX:AOTCacheOutput`, so that the JVM keeps ready what such commands load.
final class Rehearsal {

    private static final Map<String, String> ANSWERS = Map.of(
            "/v2.1/servers/detail",
            """
            {"servers": [{"id": "s1", "name": "web", "status": "ACTIVE", "tenant_id": "p1", "metadata": {"a": "b"},
             "addresses": {"net": [{"addr": "10.0.0.5", "version": 4}]}, "image": {"id": "i1"}, "flavor": {"id": "f1"},
             "OS-EXT-STS:task_state": null, "OS-EXT-STS:power_state": 1}]}""",
            "/v2.1/servers/s1",
            """
            {"server": {"id": "s1", "name": "web", "status": "ACTIVE", "tenant_id": "p1", "metadata": {},
             "addresses": {}, "image": {"id": "i1"}, "flavor": {"id": "f1"}, "security_groups": [{"name": "default"}]}}""",
            "/v2.1/flavors/f1",
            """
            {"flavor": {"id": "f1", "name": "m1.tiny", "ram": 512, "disk": 1, "vcpus": 1}}""",
            "/v2/images",
            """
            {"images": [{"id": "i1", "name": "cirros", "status": "active"}]}""",
            "/v2/images/i1",
            """
            {"id": "i1", "name": "cirros", "status": "active", "tags": []}""",
            "/v2.0/networks",
            """
            {"networks": [{"id": "n1", "name": "net", "subnets": ["u1"]}]}""",
            "/v3/projects",
            """
            {"projects": [{"id": "p1", "name": "demo", "enabled": true, "tags": []}], "links": {"next": null}}""",
            "/v3/projects/p1",
            """
            {"project": {"id": "p1", "name": "demo", "enabled": true, "tags": [], "options": {}}}""");

    private static final List<String> COMMANDS = List.of(
            "token issue",
            "token issue -f value -c id",
            "server list",
            "server list --long -f json",
            "server show web",
            "server show s1 -f json",
            "server show missing",
            "server create",
            "image list -f value -c ID",
            "network list -f yaml",
            "project list",
            "project show demo",
            "help server create",
            "--version");

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Rehearsal::answer);
        server.start();
        var folder = Files.createTempDirectory("virga-rehearsal");
        var clouds = Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  rehearsal:
                    auth: {auth_url: "%s/v3", username: u, password: p, project_name: demo}
                """.formatted(address(server)));
        try {
            var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            var terminal = new Terminal(InputStream.nullInputStream(), silence, silence, false, false, Terminal::sleep);
            for (var command : COMMANDS) {
                new Virga(terminal, Map.of("OS_CLOUD", "rehearsal"), folder).run(List.of(command.split(" ")));
            }
        } finally {
            server.stop(0);
            Files.delete(clouds);
            Files.delete(folder);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var base = "http://" + exchange.getRequestHeaders().getFirst("Host");
        var path = exchange.getRequestURI().getPath();
        var login = path.equals("/v3/auth/tokens");
        var body = login ? token(base) : ANSWERS.getOrDefault(path, "{\"servers\": []}");
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("X-Subject-Token", "rehearsed");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var found = ANSWERS.containsKey(path) || path.equals("/v2.1/servers");
        exchange.sendResponseHeaders(login ? 201 : found ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String token(String base) {
        return """
                {"token": {"expires_at": "2030-01-01T00:00:00.000000Z", "user": {"id": "u1"}, "project": {"id": "p1"}, "catalog": [
                 {"type": "identity", "endpoints": [{"interface": "public", "region_id": "r", "url": "%1$s/v3"}]},
                 {"type": "compute", "endpoints": [{"interface": "public", "region_id": "r", "url": "%1$s/v2.1"}]},
                 {"type": "image", "endpoints": [{"interface": "public", "region_id": "r", "url": "%1$s"}]},
                 {"type": "network", "endpoints": [{"interface": "public", "region_id": "r", "url": "%1$s"}]}]}}""".formatted(base);
    }
}
