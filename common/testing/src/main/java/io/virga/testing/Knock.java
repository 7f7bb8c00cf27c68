package io.virga.testing;

import io.restassured.RestAssured;
import io.virga.web.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One request to an operation: made-up ids where nothing else is given, and a body that says nothing.
///
/// It asks whether somebody may come in, not what they find: 404 and 400 are answers to the admitted.
record Knock(
        String method, String path, Map<String, String> headers, Map<String, String> query, String body, String type) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*([^:}]+?)\\s*(?::\\s*([^}]*))?}");

    /// An id for the variable that follows this segment of a path: `users` of `/v3/users/{id}`.
    @FunctionalInterface
    interface Ids {
        String after(String segment, String method);
    }

    static Knock on(Operation operation, Ids ids) {
        var action = operation.rule().action();
        return new Knock(
                operation.method(),
                path(operation, ids),
                Map.of(),
                Map.of(),
                action.isEmpty() ? "{}" : "{\"" + action + "\": {}}",
                "application/json");
    }

    Knock with(Map<String, String> more) {
        var all = new TreeMap<>(headers);
        all.putAll(more);
        return new Knock(method, path, all, query, body, type);
    }

    /// With no token when it is null.
    Knock as(String header, String token) {
        return token == null ? this : with(Map.of(header, token));
    }

    Knock asking(Map<String, String> more) {
        return new Knock(method, path, headers, more, body, type);
    }

    Knock typed(String other) {
        return new Knock(method, path, headers, query, body, other);
    }

    Knock sending(String other) {
        return new Knock(method, path, headers, query, other, type);
    }

    int status() {
        return answer().statusCode();
    }

    HttpResponse<String> answer() {
        var request = HttpRequest.newBuilder(address());
        headers.forEach(request::header);
        var bodyless = method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
        if (!bodyless) {
            request.header("Content-Type", type);
        }
        request.method(method, bodyless ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI address() {
        var asked = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create("http://127.0.0.1:" + RestAssured.port + path + (asked.isEmpty() ? "" : "?" + asked));
    }

    private static String path(Operation operation, Ids ids) {
        var path = new StringBuilder();
        var before = "";
        for (var segment : operation.path().substring(1).split("/(?![^{]*})")) {
            var variable = VARIABLE.matcher(segment);
            var value = segment;
            if (variable.matches()) {
                var choices = variable.group(2);
                value = choices != null && choices.matches("[\\w.-]+(\\|[\\w.-]+)*")
                        ? choices.split("\\|")[0]
                        : ids.after(before, operation.method());
            }
            path.append('/').append(value);
            before = value;
        }
        return path.toString();
    }
}
