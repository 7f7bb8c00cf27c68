package io.virga.identity;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Absolute links that repeat the scheme and host the client used.
@ApplicationScoped
public class ApiLinks {

    private static final String MARKER = "marker";

    private final CurrentVertxRequest current;

    ApiLinks(CurrentVertxRequest current) {
        this.current = current;
    }

    /// The `links` member of one thing.
    public record Self(String self) {}

    public Self self(String collection, String id) {
        return new Self(url("/v3/" + collection + "/" + id));
    }

    /// The body of a listing: the items under their name, and the links around them.
    public Map<String, Object> list(String name, List<?> items) {
        return body(name, items, null);
    }

    /// The body of a listing of which a part was asked for; a full one leads to the next.
    public <T> Map<String, Object> page(
            String name, List<T> found, Page page, Function<T, String> id, Function<T, ?> view) {
        var items = found.stream().map(view).toList();
        if (!page.isFull(found.size())) {
            return list(name, items);
        }
        var body = body(name, items, after(id.apply(found.getLast())));
        body.put("truncated", true);
        return body;
    }

    private Map<String, Object> body(String name, List<?> items, String next) {
        var links = new LinkedHashMap<String, Object>();
        links.put("next", next);
        links.put("self", url(current.getCurrent().request().uri()));
        links.put("previous", null);
        var body = new LinkedHashMap<String, Object>();
        body.put(name, items);
        body.put("links", links);
        return body;
    }

    private String after(String marker) {
        var request = current.getCurrent().request();
        var query = new QueryStringEncoder(request.path());
        request.params().forEach((key, value) -> {
            if (!key.equals(MARKER)) {
                query.addParam(key, value);
            }
        });
        query.addParam(MARKER, marker);
        return url(query.toString());
    }

    public String url(String path) {
        var request = current.getCurrent().request();
        return request.scheme() + "://" + request.authority() + path;
    }
}
