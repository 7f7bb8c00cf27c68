package io.virga.cli.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The query part of a request; values that are null are left out.
public record Query(String text) {

    private static final Query NONE = new Query("");

    public static Query none() {
        return NONE;
    }

    public static Query of(String name, Object value) {
        return NONE.and(name, value);
    }

    public Query and(String name, Object value) {
        return value == null
                ? this
                : new Query(text + (text.isEmpty() ? '?' : '&') + encoded(name) + '=' + encoded(value.toString()));
    }

    /// Text as one segment of a path or one value of a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text;
    }
}
