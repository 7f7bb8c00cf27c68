package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds things by name or id, as users type either everywhere.
///
/// First as an id, then by name among what the caller may list. A name that several things bear is refused with their
/// ids: picking one of them could delete the wrong one.
public final class Finder {

    private final Cloud cloud;

    public Finder(Cloud cloud) {
        this.cloud = cloud;
    }

    public JsonNode find(Kind kind, String nameOrId) {
        return find(kind, nameOrId, Query.none());
    }

    public JsonNode find(Kind kind, String nameOrId, Query narrowedBy) {
        var api = cloud.api(kind.service());
        return byId(api, kind, nameOrId).orElseGet(() -> byKey(api, kind, nameOrId, narrowedBy));
    }

    /// The thing with all that the service tells about one; its list may tell less.
    public JsonNode whole(Kind kind, String nameOrId, Query narrowedBy) {
        var api = cloud.api(kind.service());
        if (kind.keys().isEmpty()) {
            return kind.unwrap(api.get(kind.at(plain(nameOrId))));
        }
        try {
            var direct = byId(api, kind, nameOrId);
            return direct.isPresent()
                    ? direct.get()
                    : kind.unwrap(api.get(kind.at(
                            byKey(api, kind, nameOrId, narrowedBy).path("id").asText())));
        } catch (ApiFailure refusal) {
            var own = own(kind, nameOrId);
            if (refusal.status() != 403 || own.equals(nameOrId)) {
                throw refusal;
            }
            return kind.unwrap(api.get(kind.at(own)));
        }
    }

    public String id(Kind kind, String nameOrId) {
        return id(kind, nameOrId, Query.none());
    }

    public String id(Kind kind, String nameOrId, Query narrowedBy) {
        return kind.keys().isEmpty()
                ? plain(nameOrId)
                : find(kind, nameOrId, narrowedBy).path("id").asText();
    }

    public String idOrText(Kind kind, String nameOrId) {
        return idOrText(kind, nameOrId, Query.none());
    }

    /// The id of an identity thing. Without the right to look for it, the caller's own user, project and domain are
    /// known from the token; any other text is taken for the id, which then is judged by the request that uses it.
    public String idOrText(Kind kind, String nameOrId, Query narrowedBy) {
        try {
            return id(kind, nameOrId, narrowedBy);
        } catch (ApiFailure refusal) {
            if (refusal.status() == 403) {
                return own(kind, nameOrId);
            }
            throw refusal;
        }
    }

    private String own(Kind kind, String nameOrId) {
        var party = cloud.token().body().path(kind.singular());
        return nameOrId.equals(party.path("name").asText(null))
                ? party.path("id").asText()
                : nameOrId;
    }

    private static Optional<JsonNode> byId(Api api, Kind kind, String id) {
        if (!isPlain(id)) {
            return Optional.empty();
        }
        try {
            return api.find(kind.at(id)).map(kind::unwrap);
        } catch (ApiFailure refusal) {
            // Who may see some things only is refused what is none of them, names too: the list may still have it.
            if (refusal.status() == 403) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static JsonNode byKey(Api api, Kind kind, String text, Query narrowedBy) {
        for (var key : kind.keys()) {
            var query = kind.filtered() ? narrowedBy.and(key, text) : narrowedBy;
            var found = called(text, api, kind, key, query);
            if (found.isEmpty() && kind.hiddenBy() != null) {
                found = called(text, api, kind, key, query.and(kind.hiddenBy(), true));
            }
            if (!found.isEmpty()) {
                return only(kind, text, found);
            }
        }
        throw CliFailure.of("No %s with a name or ID of '%s' exists.".formatted(kind.label(), text))
                .advise("See what there is: virga " + kind.label() + " list");
    }

    private static List<JsonNode> called(String text, Api api, Kind kind, String key, Query query) {
        return api.list(kind.path(), query, kind.plural()).stream()
                .filter(item -> text.equals(item.path(key).asText()))
                .toList();
    }

    private static JsonNode only(Kind kind, String name, List<JsonNode> found) {
        if (found.size() > 1) {
            var ids = found.stream().map(item -> item.path("id").asText()).collect(Collectors.joining(", "));
            throw CliFailure.of("More than one %s is named '%s': %s".formatted(kind.label(), name, ids))
                    .advise("Use one of these ids instead of the name.");
        }
        return found.getFirst();
    }

    /// Text that cannot be an id would make a path of its own.
    private static boolean isPlain(String id) {
        return !id.isBlank() && !id.contains("/") && !id.startsWith(".");
    }

    private static String plain(String id) {
        if (!isPlain(id)) {
            throw Usage.wrong("'" + id + "' is no ID");
        }
        return id;
    }
}
