package io.virga.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// The image service of a paper cloud with one image, `i1`, `i2`, … in turn, that takes data by upload sessions.
final class PaperSessions implements HttpHandler {

    static final int PART = 1 << 20;

    /// A trouble that a part may have instead of being taken.
    static final int BROKEN_LINE = 0;

    private static final int NEVER = -1;

    final List<Integer> taken = new ArrayList<>();
    final Deque<Integer> troubles = new ArrayDeque<>();
    final List<String> deleted = new ArrayList<>();
    final Map<Integer, byte[]> parts = new TreeMap<>();

    /// From so many parts on every further one is answered 500.
    int breaksAfter = Integer.MAX_VALUE;

    /// From so many parts on none is taken, and whoever sends one gets no answer.
    volatile int stallsAfter = Integer.MAX_VALUE;

    /// Somebody waits for such an answer.
    final CountDownLatch stalled = new CountDownLatch(1);

    /// What the verification finds wrong, if something.
    String refusal;

    String status = "none";
    boolean open;
    boolean makes = true;
    boolean known = true;
    byte[] image;
    private int made;
    private int size;

    private record Answer(int status, String body) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath().replaceFirst("/v2/images(/i\\d+)?", "");
        var answer = path.startsWith("/upload/parts/")
                ? part(exchange, Integer.parseInt(path.substring("/upload/parts/".length())), body)
                : answer(exchange, exchange.getRequestMethod() + " " + path, body);
        if (answer.status() == NEVER) {
            return;
        }
        if (answer.status() != BROKEN_LINE) {
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer part(HttpExchange exchange, int number, byte[] body) {
        if (!troubles.isEmpty()) {
            return new Answer(troubles.poll(), "");
        }
        if (!open) {
            return new Answer(404, "");
        }
        if (taken.size() >= stallsAfter) {
            stalled.countDown();
            return new Answer(NEVER, "");
        }
        if (taken.size() >= breaksAfter) {
            return new Answer(500, "");
        }
        if (!sha256(body).equals(exchange.getRequestHeaders().getFirst("X-Virga-SHA256"))
                || body.length != Math.min(PART, size - (number - 1) * PART)) {
            return new Answer(400, "");
        }
        taken.add(number);
        parts.put(number, body);
        return new Answer(204, "");
    }

    private Answer answer(HttpExchange exchange, String asked, byte[] body) throws IOException {
        return switch (asked) {
            case "POST " -> {
                if (!makes) {
                    yield new Answer(403, "");
                }
                made++;
                status = "queued";
                yield new Answer(201, image());
            }
            case "GET " -> {
                var gone = status.equals("none")
                        || !exchange.getRequestURI().getPath().endsWith("/i" + made);
                yield gone ? new Answer(404, "") : new Answer(200, image());
            }
            case "DELETE " -> {
                deleted.add(exchange.getRequestURI().getPath());
                status = "none";
                yield new Answer(204, "");
            }
            case "POST /upload" -> begin(body);
            case "GET /upload" -> open ? new Answer(200, session()) : new Answer(404, "");
            case "POST /upload/complete" -> complete();
            case "PUT /file" -> {
                image = body;
                status = "active";
                yield new Answer(204, "");
            }
            case "GET /tasks" -> new Answer(200, "{\"tasks\": [{\"message\": \"%s\"}]}".formatted(refusal));
            default -> new Answer(404, "");
        };
    }

    private Answer begin(byte[] body) throws IOException {
        if (!known || !status.equals("queued")) {
            return new Answer(known ? 409 : 404, "");
        }
        size = new ObjectMapper().readTree(body).path("size").asInt();
        parts.clear();
        open = true;
        status = "saving";
        return new Answer(201, session());
    }

    private Answer complete() throws IOException {
        open = false;
        var whole = new ByteArrayOutputStream();
        for (var part : parts.values()) {
            whole.write(part);
        }
        image = whole.toByteArray();
        status = refusal == null ? "active" : "queued";
        return new Answer(202, "");
    }

    private String image() {
        return "{\"id\": \"i%d\", \"name\": \"disk\", \"status\": \"%s\"}".formatted(made, status);
    }

    private String session() {
        var session = JsonNodeFactory.instance.objectNode().put("size", size).put("part_size", PART);
        var list = session.putArray("parts");
        parts.forEach((number, bytes) ->
                list.addObject().put("number", number).put("size", bytes.length).put("sha256", sha256(bytes)));
        return session.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
