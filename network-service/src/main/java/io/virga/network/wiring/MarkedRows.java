package io.virga.network.wiring;

import io.virga.network.ovsdb.Replica.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rows of the northbound database that are ours, found by their marks. What others put there is not looked at.
final class MarkedRows {

    private record Key(String table, String key) {}

    private final Map<String, Map<UUID, Row>> byScope = new HashMap<>();
    private final Map<Key, Map<UUID, Row>> byKey = new HashMap<>();
    private final Map<String, Map<UUID, Row>> byTable = new HashMap<>();

    void replace(Row before, Row after) {
        if (before != null) {
            mark(before, Wanted.SCOPE).ifPresent(scope -> drop(byScope, scope, before));
            mark(before, Wanted.KEY).ifPresent(key -> drop(byKey, new Key(before.table(), key), before));
            drop(byTable, before.table(), before);
        }
        if (after != null && mark(after, Wanted.SCOPE).isPresent()) {
            keep(byScope, mark(after, Wanted.SCOPE).get(), after);
            mark(after, Wanted.KEY).ifPresent(key -> keep(byKey, new Key(after.table(), key), after));
            keep(byTable, after.table(), after);
        }
    }

    static Optional<String> mark(Row row, String name) {
        return row.text("external_ids", name);
    }

    private static <K> void keep(Map<K, Map<UUID, Row>> index, K key, Row row) {
        index.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(row.uuid(), row);
    }

    private static <K> void drop(Map<K, Map<UUID, Row>> index, K key, Row row) {
        index.computeIfPresent(key, (_, rows) -> {
            rows.remove(row.uuid());
            return rows.isEmpty() ? null : rows;
        });
    }

    Set<String> scopes() {
        return Set.copyOf(byScope.keySet());
    }

    List<Row> ofScope(String scope) {
        return new ArrayList<>(byScope.getOrDefault(scope, Map.of()).values());
    }

    Optional<Row> find(String table, String key) {
        return byKey.getOrDefault(new Key(table, key), Map.of()).values().stream()
                .findFirst();
    }

    List<Row> ofTable(String table) {
        return new ArrayList<>(byTable.getOrDefault(table, Map.of()).values());
    }
}
