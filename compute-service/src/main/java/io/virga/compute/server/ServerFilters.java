package io.virga.compute.server;

import io.virga.compute.instance.InstanceSearch;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import io.virga.web.Booleans;
import io.virga.web.version.Microversion;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads the filters of a server listing. What is meant for admins is ignored from others, or refused where ignoring
/// would mislead; what nobody knows is ignored, as clients expect below 2.75.
final class ServerFilters {

    private final Caller caller;
    private final MultivaluedMap<String, String> query;
    private final Microversion version;

    ServerFilters(Caller caller, MultivaluedMap<String, String> query, Microversion version) {
        this.caller = caller;
        this.query = query;
        this.version = version;
    }

    InstanceSearch search() {
        var search = new InstanceSearch();
        scope(search);
        states(search);
        attributes(search);
        if (version.atLeast(2, 26)) {
            tags(search);
        }
        first("sort_key").ifPresent(key -> search.sortedBy(key, ascending()));
        return search;
    }

    private void scope(InstanceSearch search) {
        // Who works on the system has no project of their own.
        var everybody = first("all_tenants")
                .map(text -> text.isEmpty() || Booleans.parse(text))
                .orElse(caller.scope() instanceof Caller.Scope.System);
        if (!everybody) {
            search.in(caller.project());
            return;
        }
        if (!caller.readsAll()) {
            throw new Forbidden("Policy doesn't allow os_compute_api:servers:index:get_all_tenants to be performed: it"
                    + " needs the role 'reader' on the system, or the role 'admin'.");
        }
        first("project_id").or(() -> first("tenant_id")).ifPresent(project -> {
            if (project.length() > 64) {
                search.nothing();
            } else {
                search.in(new ProjectId(project));
            }
        });
    }

    private void states(InstanceSearch search) {
        var statuses = query.getOrDefault("status", List.of()).stream()
                .filter(text -> !text.isEmpty())
                .toList();
        var since = first("changes-since").or(() -> first("changes_since"));
        since.ifPresent(text -> search.changedSince(time(text)));
        if (!statuses.isEmpty()) {
            statuses(search, statuses);
            return;
        }
        var deleted = first("deleted").filter(_ -> caller.readsAll()).map(Booleans::parse);
        if (since.isEmpty() || deleted.isPresent()) {
            search.deleted(deleted.orElse(false));
        }
    }

    private void statuses(InstanceSearch search, List<String> texts) {
        if (version.atLeast(2, 38) && texts.stream().noneMatch(ServerStatus::isOfTheApi)) {
            throw new Invalid("Invalid status value");
        }
        var terms = new ArrayList<InstanceSearch.StateTerm>();
        for (var text : texts) {
            var status = ServerStatus.named(text);
            if (status.equals(Optional.of(ServerStatus.DELETED)) && !caller.readsAll()) {
                throw new Forbidden("Only administrators may list deleted instances");
            }
            status.map(known -> known.states).ifPresent(terms::add);
        }
        if (terms.isEmpty()) {
            search.nothing();
        } else {
            search.inAnyOf(terms);
        }
    }

    private void attributes(InstanceSearch search) {
        first("name").or(() -> first("display_name")).ifPresent(search::named);
        first("flavor").ifPresent(search::withFlavor);
        first("image").ifPresent(image -> uuid(image).ifPresentOrElse(search::withImage, search::nothing));
        first("uuid").ifPresent(id -> uuid(id).ifPresentOrElse(search::withId, search::nothing));
        first("ip").ifPresent(ip -> search.withAddress(ip, 4));
        first("ip6").ifPresent(ip -> search.withAddress(ip, 6));
        if (caller.readsAll()) {
            first("host").ifPresent(search::on);
            first("user_id").ifPresent(search::by);
            first("locked").map(Booleans::parse).ifPresent(search::locked);
        }
    }

    private void tags(InstanceSearch search) {
        first("tags").map(ServerFilters::words).ifPresent(search::taggedAll);
        first("tags-any").map(ServerFilters::words).ifPresent(search::taggedAny);
        first("not-tags").map(ServerFilters::words).ifPresent(search::notTaggedAll);
        first("not-tags-any").map(ServerFilters::words).ifPresent(search::notTaggedAny);
    }

    private static List<String> words(String text) {
        return List.of(text.split(",", -1));
    }

    private boolean ascending() {
        return first("sort_dir")
                .map(direction -> switch (direction) {
                    case "asc" -> true;
                    case "desc" -> false;
                    default -> throw new Invalid("Unknown sort direction: %s".formatted(direction));
                })
                .orElse(false);
    }

    private Optional<String> first(String key) {
        var value = Optional.ofNullable(query.getFirst(key));
        if (value.filter(text -> text.indexOf('\0') >= 0).isPresent()) {
            throw new Invalid("The value of %s holds a character that is not allowed.".formatted(key));
        }
        return value;
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException _) {
            return localTime(text);
        }
    }

    private static Instant localTime(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            throw new Invalid("Invalid changes-since value: %s".formatted(text));
        }
    }
}
