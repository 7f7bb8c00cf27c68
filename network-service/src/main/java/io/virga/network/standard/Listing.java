package io.virga.network.standard;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// One page of a collection: filtered, ordered, cut, and with the links to its neighbours.
public record Listing(List<Map<String, Object>> items, boolean before, boolean after) {

    public static Listing of(List<Map<String, Object>> all, Query query) {
        var found = new ArrayList<>(all.stream().filter(query::matches).toList());
        found.sort(order(query));
        if (query.reverse()) {
            Collections.reverse(found);
        }
        int start = query.marker().map(marker -> position(found, marker) + 1).orElse(0);
        int end = query.limit()
                .map(limit -> Math.min(found.size(), start + limit))
                .orElse(found.size());
        var page = new ArrayList<>(found.subList(start, end).stream()
                .map(view -> shown(view, query))
                .toList());
        boolean rest = end < found.size();
        if (query.reverse()) {
            Collections.reverse(page);
        }
        return query.reverse() ? new Listing(page, rest, start > 0) : new Listing(page, start > 0, rest);
    }

    /// The answer's body. `self` is the address that was asked, without its query.
    public Map<String, Object> answer(String collection, String self, Query query) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put(collection, items);
        var links = new ArrayList<Map<String, String>>();
        if (query.limit().isPresent() && !items.isEmpty() && items.getFirst().containsKey("id")) {
            if (after) {
                links.add(link("next", self, query, items.getLast(), false));
            }
            if (before) {
                links.add(link("previous", self, query, items.getFirst(), true));
            }
        }
        if (!links.isEmpty()) {
            answer.put(collection + "_links", links);
        }
        return answer;
    }

    /// Only the fields that were asked for.
    public static Map<String, Object> shown(Map<String, Object> view, Query query) {
        if (query.fields().isEmpty()) {
            return view;
        }
        var shown = new LinkedHashMap<>(view);
        shown.keySet().retainAll(query.fields());
        return shown;
    }

    private static int position(List<Map<String, Object>> found, String marker) {
        for (int i = 0; i < found.size(); i++) {
            if (marker.equals(found.get(i).get("id"))) {
                return i;
            }
        }
        throw new NotFound("Marker", marker);
    }

    private static Comparator<Map<String, Object>> order(Query query) {
        Comparator<Map<String, Object>> order = (_, _) -> 0;
        for (var sort : query.order()) {
            var byKey = Comparator.<Map<String, Object>>comparingInt(view -> view.get(sort.key()) == null ? 0 : 1)
                    .thenComparing(view -> comparable(view, sort.key()));
            order = order.thenComparing(sort.descending() ? byKey.reversed() : byKey);
        }
        return order.thenComparing(view -> String.valueOf(view.get("id")));
    }

    // Numbers of equal width compare as texts do.
    private static String comparable(Map<String, Object> view, String key) {
        if (!view.containsKey(key)) {
            throw new Invalid("'%s' is not an attribute to sort by".formatted(key));
        }
        return view.get(key) instanceof Number number
                ? "%020d".formatted(number.longValue())
                : String.valueOf(view.get(key));
    }

    private static Map<String, String> link(
            String rel, String self, Query query, Map<String, Object> marker, boolean reverse) {
        var parameters = new StringJoiner("&", self + "?", "");
        query.limit().ifPresent(limit -> parameters.add("limit=" + limit));
        parameters.add("marker=" + marker.get("id"));
        if (reverse) {
            parameters.add("page_reverse=True");
        }
        query.order()
                .forEach(sort -> parameters
                        .add("sort_key=" + encoded(sort.key()))
                        .add("sort_dir=" + (sort.descending() ? "desc" : "asc")));
        query.fields().stream().sorted().forEach(field -> parameters.add("fields=" + encoded(field)));
        query.filters()
                .forEach((key, values) -> values.forEach(value -> parameters.add(encoded(key) + "=" + encoded(value))));
        return Map.of("rel", rel, "href", parameters.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
