package io.virga.cli.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One HTTP request. The body is text, content to stream, or absent.
public record Request(String method, String url, Map<String, String> headers, String body, Content content) {

    public static Request of(String method, String url) {
        return new Request(method, url, Map.of("Accept", "application/json", "User-Agent", "virga"), null, null);
    }

    public Request header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, url, more, body, content);
    }

    public Request json(String text) {
        return new Request(method, url, headers, text, null).header("Content-Type", "application/json");
    }

    public Request form(String encoded) {
        return new Request(method, url, headers, encoded, null)
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    public Request upload(Content bytes) {
        return new Request(method, url, headers, null, bytes).header("Content-Type", "application/octet-stream");
    }

    /// Whether the same can be sent again.
    public boolean isRepeatable() {
        return content == null || content.isRepeatable();
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
