package io.virga.image.image;

import io.virga.image.image.SortKey.Order;
import io.virga.image.web.PageLimit;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a listing was asked for: which page, in which order, of which images. The filters are still as they were sent;
/// `ImageFilters` knows what they mean.
record ImageSearch(int limit, Optional<ImageId> marker, List<Order> order, Map<String, List<String>> filters) {

    private static final int USUAL_LIMIT = 25;

    static ImageSearch parse(Map<String, List<String>> query, int largestPage) {
        if (query.entrySet().stream().anyMatch(ImageSearch::hasNul)) {
            throw new Invalid("The query holds a character that is not allowed.");
        }
        var filters = new LinkedHashMap<>(query);
        var limit = PageLimit.of(first(filters, "limit"), USUAL_LIMIT, largestPage);
        var marker = first(filters, "marker").map(ImageSearch::marker);
        var order = order(filters);
        return new ImageSearch(limit, marker, order, filters);
    }

    private static boolean hasNul(Map.Entry<String, List<String>> parameter) {
        return parameter.getKey().indexOf('\0') >= 0
                || parameter.getValue().stream().anyMatch(value -> value.indexOf('\0') >= 0);
    }

    private static Optional<String> first(Map<String, List<String>> filters, String key) {
        return Optional.ofNullable(filters.remove(key)).map(List::getFirst);
    }

    private static ImageId marker(String text) {
        try {
            return ImageId.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknownMarker(text);
        }
    }

    static Invalid unknownMarker(Object marker) {
        return new Invalid("Marker %s could not be found.".formatted(marker));
    }

    // Always ends in the id, so that the order is total and a page can begin exactly after another one.
    private static List<Order> order(Map<String, List<String>> filters) {
        var keys = Optional.ofNullable(filters.remove("sort_key")).orElse(List.of());
        var directions = Optional.ofNullable(filters.remove("sort_dir")).orElse(List.of());
        var order = new ArrayList<Order>();
        var sort = first(filters, "sort");
        if (sort.isPresent()) {
            if (!keys.isEmpty() || !directions.isEmpty()) {
                throw new Invalid("Old and new sorting syntax cannot be combined");
            }
            for (var item : sort.get().split(",")) {
                var colon = item.indexOf(':');
                order.add(
                        colon < 0
                                ? SortKey.order(item.strip(), "desc")
                                : SortKey.order(
                                        item.substring(0, colon).strip(),
                                        item.substring(colon + 1).strip()));
            }
        } else {
            order.addAll(classicOrder(keys.isEmpty() ? List.of("created_at") : keys, directions));
        }
        if (order.size() > SortKey.values().length) {
            throw new Invalid("Too many sort keys.");
        }
        order.add(new Order(SortKey.ID, order.getLast().descending()));
        return List.copyOf(order);
    }

    private static List<Order> classicOrder(List<String> keys, List<String> directions) {
        if (directions.size() > 1 && directions.size() != keys.size()) {
            throw new Invalid("Number of sort dirs does not match the number of sort keys");
        }
        return IntStream.range(0, keys.size())
                .mapToObj(i -> SortKey.order(
                        keys.get(i), directions.isEmpty() ? "desc" : directions.get(directions.size() == 1 ? 0 : i)))
                .toList();
    }
}
