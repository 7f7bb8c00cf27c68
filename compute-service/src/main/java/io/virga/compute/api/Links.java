package io.virga.compute.api;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// The links of an answer, on the address that the client itself has used.
public record Links(String root) {

    public static Links of(URI base) {
        var text = base.toString();
        return new Links(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    public String self(String collection, String id) {
        return "%s/v2.1/%s/%s".formatted(root, collection, id);
    }

    public List<Map<String, String>> both(String collection, String id) {
        return List.of(Map.of("rel", "self", "href", self(collection, id)), bookmark(collection, id));
    }

    public List<Map<String, String>> onlyBookmark(String collection, String id) {
        return List.of(bookmark(collection, id));
    }

    private Map<String, String> bookmark(String collection, String id) {
        return Map.of("rel", "bookmark", "href", "%s/%s/%s".formatted(root, collection, id));
    }
}
