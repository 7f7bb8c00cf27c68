package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.failure.CliFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds things by name or id, as users type either everywhere.
///
/// First as an id, then by name among what the caller may see. A name that several things bear is refused with their
/// ids: picking one of them could delete the wrong one.
public final class Finder {

    private final Cloud cloud;

    public Finder(Cloud cloud) {
        this.cloud = cloud;
    }

    public JsonNode find(Kind kind, String nameOrId) {
        return find(kind, nameOrId, Query.none());
    }

    public String id(Kind kind, String nameOrId) {
        return find(kind, nameOrId).path("id").asText();
    }

    /// The id of an identity thing. Without the right to read it, the user's text is taken for the id, which then is
    /// judged by the request that uses it.
    public String idOrText(Kind kind, String nameOrId) {
        try {
            return id(kind, nameOrId);
        } catch (ApiFailure refusal) {
            if (refusal.status() == 403) {
                return nameOrId;
            }
            throw refusal;
        }
    }

    public JsonNode find(Kind kind, String nameOrId, Query narrowedBy) {
        var api = cloud.api(kind.service());
        var byId = byId(api, kind, nameOrId);
        if (byId.isPresent()) {
            return byId.get();
        }
        var query = kind.nameFilter() ? narrowedBy.and("name", nameOrId) : narrowedBy;
        var named = api.list(kind.path(), query, kind.plural()).stream()
                .filter(item -> nameOrId.equals(item.path("name").asText()))
                .toList();
        return only(kind, nameOrId, named);
    }

    private static Optional<JsonNode> byId(Api api, Kind kind, String id) {
        if (id.isBlank() || id.contains("/") || id.startsWith(".")) {
            return Optional.empty();
        }
        return api.find(kind.path() + "/" + Query.encoded(id)).map(kind::unwrap);
    }

    private static JsonNode only(Kind kind, String name, List<JsonNode> found) {
        if (found.isEmpty()) {
            throw CliFailure.of("No %s with a name or ID of '%s' exists.".formatted(kind.label(), name))
                    .advise("See what there is: virga " + kind.label() + " list");
        }
        if (found.size() > 1) {
            var ids = found.stream().map(item -> item.path("id").asText()).collect(Collectors.joining(", "));
            throw CliFailure.of("More than one %s is named '%s': %s".formatted(kind.label(), name, ids))
                    .advise("Use one of these ids instead of the name.");
        }
        return found.getFirst();
    }
}
