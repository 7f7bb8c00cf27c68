package io.virga.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.virga.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An HTTP server that answers as it was told to and remembers what it was asked; and the command, run against it.
final class PaperCloud implements AutoCloseable {

    record Asked(String method, String path, String body, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    record Answer(int status, String body, String location) {}

    record Outcome(int code, String out, String err) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    final List<Asked> asked = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("/nowhere");

    /// What is given to the command on standard input.
    InputStream in = InputStream.nullInputStream();

    PaperCloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        environment.putAll(Map.of(
                "HOME",
                "/nowhere",
                "OS_AUTH_URL",
                url() + "/v3",
                "OS_USERNAME",
                "ada",
                "OS_PASSWORD",
                "s3cret",
                "OS_PROJECT_NAME",
                "demo"));
        when("POST /v3/auth/tokens", 201, token());
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String token() {
        var entry =
                "{\"type\": \"%s\", \"name\": \"%s\", \"endpoints\": [{\"interface\": \"public\", \"region\": \"R\","
                        + " \"region_id\": \"R\", \"url\": \"" + url() + "%s\"}]}";
        return """
                {"token": {"expires_at": "2030-01-01T00:00:00.000000Z", "user": {"id": "user-1"},
                 "project": {"id": "project-1", "name": "demo"}, "roles": [{"id": "member-id", "name": "member"}], "catalog": [%s, %s, %s, %s]}}""".formatted(
                        entry.formatted("identity", "keystone", "/v3"),
                        entry.formatted("compute", "nova", "/v2.1/0123456789abcdef0123456789abcdef"),
                        entry.formatted("image", "glance", ""),
                        entry.formatted("network", "neutron", "/"));
    }

    /// Answers in turn; the last one stays.
    PaperCloud when(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, body, null));
        return this;
    }

    /// Answers 202 with nothing but a location.
    PaperCloud makes(String request, String location) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(202, "", location));
        return this;
    }

    PaperCloud when(String request, String body) {
        return when(request, 200, body);
    }

    /// Knows one or two things of each everyday kind of the identity service, by id and by name.
    PaperCloud withIdentity() {
        return known("domains", "domain", "d1", "acme", "")
                .known("projects", "project", "p1", "web", "")
                .known("projects", "project", "p1", "web", "domain_id=d1&")
                .known("users", "user", "u1", "ada", "")
                .known("users", "user", "u1", "ada", "domain_id=d1&")
                .known("groups", "group", "g1", "team", "")
                .known("roles", "role", "r1", "member", "")
                .known("roles", "role", "r2", "reader", "")
                .known("services", "service", "s1", "nova", "")
                .when("GET /v3/services?name=compute", "{\"services\": []}")
                .when("GET /v3/services?type=compute", "{\"services\": [{\"id\": \"s1\", \"type\": \"compute\"}]}");
    }

    private PaperCloud known(String plural, String singular, String id, String name, String filter) {
        var thing = "{\"id\": \"" + id + "\", \"name\": \"" + name + "\", \"domain_id\": \"d1\"}";
        return when("GET /v3/" + plural + "?" + filter + "name=" + name, "{\"" + plural + "\": [" + thing + "]}")
                .when("GET /v3/" + plural + "/" + id, "{\"" + singular + "\": " + thing + "}");
    }

    /// Whatever is asked below `path` is for `handler` to answer.
    PaperCloud at(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return this;
    }

    PaperCloud in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    Outcome virga(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(in, stream(out), stream(err), false, false, pause -> {});
        var code = new Virga(terminal, environment, folder).run(List.of(arguments));
        terminal.out().flush();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The command as a program of its own: only one that ends runs what is to be done at the end.
    ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Virga.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    Asked last(String method) {
        return asked.stream()
                .filter(one -> one.method().equals(method))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().toString();
        asked.add(new Asked(exchange.getRequestMethod(), path, body, exchange.getRequestHeaders()));
        var queue = answers.get(exchange.getRequestMethod() + " " + path);
        var answer = queue == null
                ? new Answer(404, "{\"itemNotFound\": {\"code\": 404, \"message\": \"nothing at " + path + "\"}}", null)
                : queue.size() > 1 ? queue.poll() : queue.peek();
        exchange.getResponseHeaders().set("X-Subject-Token", "token-text");
        if (answer.location() != null) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
