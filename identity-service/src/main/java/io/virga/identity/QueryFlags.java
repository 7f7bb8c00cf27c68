package io.virga.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.virga.web.Booleans;
import jakarta.enterprise.context.ApplicationScoped;

/// Query parameters that count as "yes" when they stand alone: `?nocatalog`, `?effective`.
@ApplicationScoped
public class QueryFlags {

    private final CurrentVertxRequest current;

    QueryFlags(CurrentVertxRequest current) {
        this.current = current;
    }

    public boolean has(String name) {
        var value = current.getCurrent().request().params().get(name);
        return value != null && (value.isEmpty() || Booleans.parse(value));
    }
}
