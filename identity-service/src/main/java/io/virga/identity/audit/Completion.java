package io.virga.identity.audit;

import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditEvent.Initiator;
import io.virga.contract.audit.AuditEvent.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/// Adds what only the identity service knows: the name and domain of a user whom a service asked for, and the
/// domain of the project that the call was made in.
@ApplicationScoped
class Completion {

    private final DataSource database;

    Completion(DataSource database) {
        this.database = database;
    }

    private record Owned(String name, String domainId) {}

    List<AuditEvent> complete(List<AuditEvent> events) {
        var users = find(
                "users",
                events.stream()
                        .map(AuditEvent::initiator)
                        .filter(who -> who.domainId() == null)
                        .map(Initiator::id)
                        .toList());
        var projects = find(
                "projects",
                events.stream()
                        .filter(event ->
                                event.target() != null && event.target().domainId() == null)
                        .map(event -> event.initiator().projectId())
                        .filter(Objects::nonNull)
                        .toList());
        return events.stream()
                .map(event -> complete(event, users.get(event.initiator().id()), projects))
                .toList();
    }

    private static AuditEvent complete(AuditEvent event, Owned user, Map<String, Owned> projects) {
        return new AuditEvent(
                event.id(),
                event.eventTime(),
                event.action(),
                event.outcome(),
                user == null ? event.initiator() : known(event.initiator(), user),
                event.target() == null
                        ? null
                        : complete(
                                event.target(), projects.get(event.initiator().projectId())),
                event.observer(),
                event.reason(),
                event.requestPath());
    }

    private static Initiator known(Initiator who, Owned user) {
        return new Initiator(
                who.id(),
                who.typeUri(),
                user.name(),
                user.domainId(),
                who.projectId(),
                who.credential(),
                who.host(),
                who.requestId(),
                who.globalRequestId());
    }

    private static Target complete(Target target, Owned project) {
        return project == null || target.domainId() != null
                ? target
                : new Target(target.id(), target.typeUri(), target.name(), project.domainId());
    }

    private Map<String, Owned> find(String table, Collection<String> ids) {
        var found = new HashMap<String, Owned>();
        if (ids.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select id, name, domain_id from " + table + " where id = any(?)")) {
            select.setArray(
                    1, connection.createArrayOf("text", ids.stream().distinct().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new Owned(rows.getString(2), rows.getString(3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("audit records could not be completed", e);
        }
    }
}
