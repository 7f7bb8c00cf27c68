package io.virga.compute.api;

import io.virga.model.CloudException.Invalid;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which page of a listing is asked for. A limit of 0 asks for nothing.
public record Paging(int limit, Optional<String> marker) {

    public static Paging of(MultivaluedMap<String, String> query, int most) {
        var limit =
                Optional.ofNullable(query.getFirst("limit")).map(Paging::number).orElse(most);
        return new Paging(Math.min(limit, most), Optional.ofNullable(query.getFirst("marker")));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Invalid("Invalid input for query parameters limit. Value: %s".formatted(text));
        }
        return Integer.parseInt(text);
    }

    /// As many of `found` as the page takes.
    public <T> List<T> of(List<T> found) {
        return found.subList(0, Math.min(found.size(), limit));
    }

    /// Whether there is a page after the one that was cut off `found`. Nothing comes after nothing.
    public boolean goesOn(List<?> found) {
        return limit > 0 && found.size() > limit;
    }

    /// The link to the page after `last`.
    public List<Map<String, String>> next(UriInfo uri, String last) {
        var href = uri.getRequestUriBuilder()
                .replaceQueryParam("marker", last)
                .build()
                .toString();
        return List.of(Map.of("rel", "next", "href", href));
    }
}
