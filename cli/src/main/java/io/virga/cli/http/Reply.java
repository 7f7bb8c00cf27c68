package io.virga.cli.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A service's answer, read to its end.
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse(null);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
