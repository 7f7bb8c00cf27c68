package io.virga.network.wiring;

import io.virga.network.ovsdb.Operations;
import io.virga.network.ovsdb.Replica.Row;
import io.virga.network.ovsdb.Values;
import io.virga.network.standard.Scope;
import io.virga.network.wiring.Wanted.Membership;
import io.virga.network.wiring.Wanted.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Compares what the northbound database holds of some scopes with what it should, and makes the operations between the
/// two: what is missing is inserted, what differs updated, what is too much removed. Pure.
final class Differ {

    private final MarkedRows rows;
    private final Operations operations = new Operations();
    private final Map<Reference, Values.Named> inserted = new HashMap<>();

    private Differ(MarkedRows rows) {
        this.rows = rows;
    }

    static Operations between(MarkedRows rows, Collection<Scope> scopes, List<Wanted> wanted) {
        var differ = new Differ(rows);
        differ.nameMissing(wanted);
        wanted.forEach(differ::insertOrUpdate);
        wanted.forEach(differ::join);
        differ.removeSuperfluous(scopes, wanted);
        return differ.operations;
    }

    private void nameMissing(List<Wanted> wanted) {
        for (var row : wanted) {
            if (rows.find(row.table(), row.key()).isEmpty() && isHoused(row, wanted)) {
                inserted.put(new Reference(row.table(), row.key()), new Values.Named("row" + inserted.size()));
            }
        }
    }

    // A row without a home would vanish at once; the home's own change brings it back.
    private boolean isHoused(Wanted row, List<Wanted> wanted) {
        return Schema.home(row.table()).isEmpty()
                || row.memberOf().stream()
                        .filter(home -> home.table()
                                .equals(Schema.home(row.table()).get().table()))
                        .anyMatch(home -> rows.find(home.table(), home.key()).isPresent()
                                || wanted.stream()
                                        .anyMatch(other -> other.table().equals(home.table())
                                                && other.key().equals(home.key())));
    }

    private void insertOrUpdate(Wanted row) {
        var found = rows.find(row.table(), row.key());
        var name = inserted.get(new Reference(row.table(), row.key()));
        if (name != null) {
            operations.insert(row.table(), name.name(), resolved(row.columns()));
        } else if (found.isPresent()) {
            var different = new HashMap<String, Object>();
            resolved(row.columns()).forEach((column, value) -> {
                if (!Values.plain(value).equals(found.get().get(column))) {
                    different.put(column, value);
                }
            });
            if (!different.isEmpty()) {
                operations.update(row.table(), found.get().uuid(), different);
            }
        }
    }

    private Map<String, Object> resolved(Map<String, Object> columns) {
        var resolved = new HashMap<String, Object>();
        columns.forEach((column, value) ->
                resolved.put(column, value instanceof Collection<?> many ? resolved(many) : value));
        return resolved;
    }

    private List<Object> resolved(Collection<?> many) {
        var resolved = new ArrayList<>();
        for (var one : many) {
            if (one instanceof Reference reference) {
                identity(reference.table(), reference.key()).ifPresent(resolved::add);
            } else {
                resolved.add(one);
            }
        }
        return resolved;
    }

    private Optional<Object> identity(String table, String key) {
        return rows.find(table, key)
                .<Object>map(Row::uuid)
                .or(() -> Optional.ofNullable(inserted.get(new Reference(table, key))));
    }

    private void join(Wanted row) {
        var self = identity(row.table(), row.key());
        if (self.isEmpty()) {
            return;
        }
        for (var home : row.memberOf()) {
            var parent = rows.find(home.table(), home.key());
            var isIn = parent.filter(found -> holds(found, home.column(), self.get()))
                    .isPresent();
            if (!isIn) {
                identity(home.table(), home.key())
                        .ifPresent(id -> operations.mutate(home.table(), id, home.column(), true, List.of(self.get())));
            }
        }
        if (row.table().equals(Schema.PORT)) {
            leaveOtherGroups(row, self.get());
        }
    }

    private void leaveOtherGroups(Wanted port, Object self) {
        var wanted = new HashSet<String>();
        port.memberOf().stream()
                .filter(home -> home.table().equals(Schema.GROUP))
                .map(Membership::key)
                .forEach(wanted::add);
        for (var group : rows.ofTable(Schema.GROUP)) {
            var key = MarkedRows.mark(group, Wanted.KEY).orElse("");
            if (!wanted.contains(key) && holds(group, "ports", self)) {
                operations.mutate(Schema.GROUP, group.uuid(), "ports", false, List.of(self));
            }
        }
    }

    private static boolean holds(Row parent, String column, Object element) {
        return parent.get(column) instanceof Set<?> many ? many.contains(element) : element.equals(parent.get(column));
    }

    private void removeSuperfluous(Collection<Scope> scopes, List<Wanted> wanted) {
        var right = new HashSet<UUID>();
        wanted.forEach(row -> rows.find(row.table(), row.key()).map(Row::uuid).ifPresent(right::add));
        for (var scope : scopes) {
            rows.ofScope(scope.toString()).stream()
                    .filter(row -> !right.contains(row.uuid()))
                    .forEach(this::remove);
        }
    }

    private void remove(Row row) {
        var home = Schema.home(row.table());
        if (home.isEmpty()) {
            operations.delete(row.table(), row.uuid());
            return;
        }
        rows.ofTable(home.get().table()).stream()
                .filter(parent -> holds(parent, home.get().column(), row.uuid()))
                .forEach(parent -> operations.mutate(
                        parent.table(), parent.uuid(), home.get().column(), false, List.of(row.uuid())));
    }
}
