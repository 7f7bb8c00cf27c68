package io.virga.network.ovsdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/// What the database holds, as far as it is monitored: rows by table and uuid. Used by one thread at a time; the owner
/// of the replica sees to that.
public final class Replica {

    /// One row: its identity, and its columns as `Values` has them.
    public record Row(String table, UUID uuid, Map<String, Object> columns) {

        public Object get(String column) {
            return columns.get(column);
        }

        /// A value of a column that holds a map of texts.
        public Optional<String> text(String column, String key) {
            return columns.get(column) instanceof Map<?, ?> map
                    ? Optional.ofNullable((String) map.get(key))
                    : Optional.empty();
        }
    }

    private final Map<String, Map<UUID, Row>> tables = new HashMap<>();

    public Map<UUID, Row> table(String name) {
        return tables.getOrDefault(name, Map.of());
    }

    /// Takes in `table-updates` as `monitor` sends them. `changed` gets each row before and after; either may be null.
    public void apply(JsonNode updates, BiConsumer<Row, Row> changed) {
        updates.properties()
                .forEach(table -> table.getValue().properties().forEach(update -> {
                    var rows = tables.computeIfAbsent(table.getKey(), _ -> new HashMap<>());
                    var uuid = UUID.fromString(update.getKey());
                    var before = rows.get(uuid);
                    var after = update.getValue().hasNonNull("new")
                            ? new Row(
                                    table.getKey(),
                                    uuid,
                                    columns(update.getValue().get("new")))
                            : null;
                    if (after == null) {
                        rows.remove(uuid);
                    } else {
                        rows.put(uuid, after);
                    }
                    changed.accept(before, after);
                }));
    }

    private static Map<String, Object> columns(JsonNode row) {
        var columns = new HashMap<String, Object>();
        row.properties().forEach(column -> columns.put(column.getKey(), Values.read(column.getValue())));
        return columns;
    }
}
