package io.virga.scheduler.web;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.version.CurrentMicroversion;
import io.virga.web.version.Microversion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The query of a request, read strictly: what the asked-for version does not know is refused, not overlooked.
@RequestScoped
public class Query {

    private final UriInfo uri;
    private final CurrentMicroversion version;

    Query(UriInfo uri, CurrentMicroversion version) {
        this.uri = uri;
        this.version = version;
    }

    public Microversion version() {
        return version.get();
    }

    /// The thing does not exist in versions of the API before 1.`minor`.
    public void since(int minor) {
        if (!version.get().atLeast(1, minor)) {
            throw new NotFound("Resource", "/" + uri.getPath().replaceFirst("^/", ""));
        }
    }

    public void refuseOthers(Set<String> known) {
        for (var key : uri.getQueryParameters().keySet()) {
            if (!known.contains(key)) {
                throw new Invalid("Invalid query string parameters: '%s' is not known here.".formatted(key));
            }
        }
    }

    public Optional<String> text(String key) {
        var values = texts(key);
        if (values.size() > 1) {
            throw new Invalid("%s: give it once".formatted(key));
        }
        return values.stream().findFirst();
    }

    public List<String> texts(String key) {
        return uri.getQueryParameters().getOrDefault(key, List.of());
    }

    public Optional<UUID> uuid(String key) {
        return text(key).map(parsing(key, UUID::fromString));
    }

    public Optional<Integer> positive(String key) {
        return text(key).map(parsing(key, Query::positiveInteger));
    }

    private static int positiveInteger(String text) {
        var number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not positive");
        }
        return number;
    }

    private static <T> Function<String, T> parsing(String key, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new Invalid("%s: '%s' is not a legal value".formatted(key, text));
            }
        };
    }
}
