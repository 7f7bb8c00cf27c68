package io.virga.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Booleans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The query of a listing, read as Keystone reads it: what it does not know is ignored.
@ApplicationScoped
public class ListQuery {

    private static final String INEXACT = "__";
    private static final int MOST = 10_000;

    private final CurrentVertxRequest current;

    ListQuery(CurrentVertxRequest current) {
        this.current = current;
    }

    public Optional<String> text(String attribute) {
        return Optional.ofNullable(current.getCurrent().request().params().get(attribute));
    }

    /// The conditions on one attribute, exact and inexact; all must hold.
    public List<TextFilter> texts(String attribute) {
        var found = new ArrayList<TextFilter>();
        for (var parameter : current.getCurrent().request().params()) {
            var key = parameter.getKey();
            if (key.equals(attribute)) {
                found.add(TextFilter.equal(parameter.getValue()));
            } else if (key.startsWith(attribute + INEXACT)) {
                var comparison = key.substring(attribute.length() + INEXACT.length());
                TextFilter.inexact(comparison, parameter.getValue()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /// A parameter without a value means "yes".
    public Optional<Boolean> flag(String attribute) {
        return text(attribute).map(value -> value.isEmpty() || Booleans.parse(value));
    }

    /// The comma-separated words of a parameter.
    public List<String> words(String attribute) {
        return text(attribute).map(value -> List.of(value.split(","))).orElse(List.of());
    }

    public Page page() {
        return new Page(text("limit").map(ListQuery::limit), text("marker").filter(Ids::plausible));
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new Invalid("limit: a whole number greater than 0 is expected.");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }
}
