package io.virga.image.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One page of a listing, with the way to the next one when there is any.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImagePage(List<Map<String, Object>> images, String first, String next, String schema) {

    /// `found` has one image more than fits when there is a further page.
    static ImagePage of(
            List<Image> found, ImageSearch search, Map<String, List<String>> query, Predicate<String> readable) {
        var shown = found.subList(0, Math.min(found.size(), search.limit()));
        var next = found.size() > search.limit() && !shown.isEmpty()
                ? link(query, "marker=" + shown.getLast().id())
                : null;
        var views = shown.stream().map(image -> ImageView.of(image, readable)).toList();
        return new ImagePage(views, link(query, ""), next, "/v2/schemas/images");
    }

    private static String link(Map<String, List<String>> query, String marker) {
        var parameters = new TreeMap<>(query)
                .entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("marker"))
                        .flatMap(parameter -> parameter.getValue().stream()
                                .map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                        .collect(Collectors.joining("&"));
        var separator = parameters.isEmpty() || marker.isEmpty() ? "" : "&";
        var all = parameters + separator + marker;
        return all.isEmpty() ? "/v2/images" : "/v2/images?" + all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
