package io.virga.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Absolute links that repeat the scheme and host the client used.
@ApplicationScoped
public class ApiLinks {

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
        var links = new LinkedHashMap<String, Object>();
        links.put("next", null);
        links.put("self", url(current.getCurrent().request().uri()));
        links.put("previous", null);
        var body = new LinkedHashMap<String, Object>();
        body.put(name, items);
        body.put("links", links);
        return body;
    }

    public String url(String path) {
        var request = current.getCurrent().request();
        return request.scheme() + "://" + request.authority() + path;
    }
}
