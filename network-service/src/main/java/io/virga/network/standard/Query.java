package io.virga.network.standard;

import io.virga.model.CloudException.Invalid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a list request asks for: filters by any attribute, the fields to show, the order, and the page.
public record Query(
        Map<String, List<String>> filters,
        Set<String> fields,
        List<Sort> order,
        Optional<Integer> limit,
        Optional<String> marker,
        boolean reverse) {

    /// One key of the order.
    public record Sort(String key, boolean descending) {}

    private static final Set<String> OURS = Set.of("fields", "limit", "marker", "page_reverse", "sort_key", "sort_dir");
    private static final int PAGE_LIMIT = 10_000;

    public static Query of(Map<String, List<String>> parameters) {
        var filters = new LinkedHashMap<>(parameters);
        filters.keySet().removeAll(OURS);
        return new Query(
                filters,
                Set.copyOf(parameters.getOrDefault("fields", List.of())),
                order(parameters),
                first(parameters, "limit").map(Query::limit).filter(number -> number > 0),
                first(parameters, "marker"),
                first(parameters, "page_reverse").map(Query::isTrue).orElse(false));
    }

    private static List<Sort> order(Map<String, List<String>> parameters) {
        var keys = parameters.getOrDefault("sort_key", List.of());
        var directions = parameters.getOrDefault("sort_dir", List.of());
        if (!directions.isEmpty() && directions.size() != keys.size()) {
            throw new Invalid("The number of sort_keys and sort_dirs must be same");
        }
        var order = new ArrayList<Sort>();
        for (int i = 0; i < keys.size(); i++) {
            var direction = directions.isEmpty() ? "asc" : directions.get(i);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw new Invalid("sort_dir must be 'asc' or 'desc', not '%s'".formatted(direction));
            }
            order.add(new Sort(keys.get(i), direction.equals("desc")));
        }
        return order;
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String key) {
        return parameters.getOrDefault(key, List.of()).stream().findFirst();
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Invalid("Limit must be an integer 0 or greater and not '%s'".formatted(text));
        }
        return Math.min(Integer.parseInt(text), PAGE_LIMIT);
    }

    static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equals("1") || text.equalsIgnoreCase("yes");
    }

    /// Whether a resource passes all filters. A filter that names no attribute of it says nothing.
    boolean matches(Map<String, Object> view) {
        return filters.entrySet().stream().allMatch(filter -> passes(view, filter.getKey(), filter.getValue()));
    }

    private static boolean passes(Map<String, Object> view, String key, List<String> accepted) {
        return switch (key) {
            case "tags" -> tags(view).containsAll(words(accepted));
            case "tags-any" -> words(accepted).stream().anyMatch(tags(view)::contains);
            case "not-tags" -> !tags(view).containsAll(words(accepted));
            case "not-tags-any" -> words(accepted).stream().noneMatch(tags(view)::contains);
            case "fixed_ips" -> fixedIps(view, accepted);
            default -> !view.containsKey(key) || accepted.stream().anyMatch(text -> equal(view.get(key), text));
        };
    }

    private static Collection<?> tags(Map<String, Object> view) {
        return view.get("tags") instanceof Collection<?> tags ? tags : List.of();
    }

    private static List<String> words(List<String> accepted) {
        return accepted.stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .toList();
    }

    /// `fixed_ips=ip_address=10.0.0.5`, `fixed_ips=subnet_id=…`, `fixed_ips=ip_address_substr=10.0`: those of one key
    /// are alternatives, different keys must all hold.
    private static boolean fixedIps(Map<String, Object> view, List<String> accepted) {
        if (!(view.get("fixed_ips") instanceof Collection<?> ips)) {
            return true;
        }
        return List.of("ip_address", "subnet_id", "ip_address_substr").stream().allMatch(key -> {
            var values = words(accepted).stream()
                    .filter(text -> text.startsWith(key + "="))
                    .map(text -> text.substring(key.length() + 1))
                    .toList();
            return values.isEmpty()
                    || ips.stream().anyMatch(ip -> values.stream().anyMatch(text -> has(ip, key, text)));
        });
    }

    private static boolean has(Object fixedIp, String key, String text) {
        var ip = (Map<?, ?>) fixedIp;
        return key.equals("ip_address_substr")
                ? String.valueOf(ip.get("ip_address")).contains(text)
                : text.equals(ip.get(key));
    }

    private static boolean equal(Object value, String text) {
        return switch (value) {
            case null -> text.isEmpty() || text.equals("None");
            case Boolean flag -> isTrue(text) == flag;
            case Collection<?> many -> many.stream().anyMatch(one -> equal(one, text));
            default -> value.toString().equals(text);
        };
    }
}
