package io.virga.image.metadef.listing;

import io.virga.image.image.Where;
import io.virga.image.web.PageLimit;
import io.virga.model.CloudException.Invalid;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// Which page of a listing was asked for, and in which order. The order is total, so that a page begins
/// exactly where another one has ended.
public record Listing(
        int limit, Optional<String> marker, SortKey key, boolean descending, Map<String, List<String>> query) {

    /// `nameWord` is what the API calls the name in this listing.
    public static Listing parse(Map<String, List<String>> query, String nameWord, int usualLimit, int largestPage) {
        var limit = PageLimit.of(first(query, "limit"), usualLimit, largestPage);
        var key = SortKey.of(first(query, "sort_key").orElse("created_at"), nameWord);
        var descending = first(query, "sort_dir").map(Listing::isDescending).orElse(true);
        return new Listing(limit, first(query, "marker"), key, descending, query);
    }

    public static Optional<String> first(Map<String, List<String>> query, String parameter) {
        return Optional.ofNullable(query.get(parameter)).map(List::getFirst);
    }

    private static boolean isDescending(String word) {
        return switch (word) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw new Invalid("Invalid sort direction: %s; it is one of asc, desc.".formatted(word));
        };
    }

    /// The page after the row `last`, or the first one, of those rows of `table` for which `where` holds.
    public <T extends Listed> Page<T> read(
            Session session, Class<T> rows, String table, Where where, Optional<T> last) {
        last.ifPresent(row -> where.and(
                "(" + key.column() + ", name)" + (descending ? " < " : " > ") + "(?, ?)",
                key.valueOf(row),
                row.name()));
        var direction = descending ? " desc" : " asc";
        var query = session.createNativeQuery(
                "select * from " + table + " where " + where.sql() + " order by " + key.column() + direction + ", name"
                        + direction,
                rows);
        where.bind(query);
        return Page.of(query.setMaxResults(limit + 1).getResultList(), limit);
    }

    public String first(String path) {
        return link(path, "");
    }

    public String next(String path, String marker) {
        return link(path, "marker=" + encode(marker));
    }

    private String link(String path, String last) {
        var parameters = new TreeMap<>(query)
                .entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("marker"))
                        .flatMap(parameter -> parameter.getValue().stream()
                                .map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                        .collect(Collectors.joining("&"));
        var all = parameters + (parameters.isEmpty() || last.isEmpty() ? "" : "&") + last;
        return all.isEmpty() ? path : path + "?" + all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
