package io.virga.cli.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The query part of a request; values that are null are left out.
public final class Query {

    private final StringBuilder text = new StringBuilder();

    public static Query none() {
        return new Query();
    }

    public static Query of(String name, Object value) {
        return none().and(name, value);
    }

    public Query and(String name, Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value.toString()));
        }
        return this;
    }

    /// Text as one segment of a path or one value of a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
