package io.virga.compute.api;

import io.virga.model.CloudException.Invalid;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which page of a listing is asked for.
public record Paging(int limit, Optional<String> marker) {

    public static Paging of(MultivaluedMap<String, String> query, int most) {
        var limit = Optional.ofNullable(query.getFirst("limit"))
                .map(Paging::number)
                .filter(asked -> asked > 0)
                .orElse(most);
        return new Paging(Math.min(limit, most), Optional.ofNullable(query.getFirst("marker")));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Invalid("Invalid input for query parameters limit. Value: %s".formatted(text));
        }
        return Integer.parseInt(text);
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
