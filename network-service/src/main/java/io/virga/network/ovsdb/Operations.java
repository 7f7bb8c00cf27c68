package io.virga.network.ovsdb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// The operations of one transaction, in order.
public final class Operations {

    private final ArrayNode all = JsonNodeFactory.instance.arrayNode();

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public ArrayNode json() {
        return all;
    }

    /// `name` is what other operations of this transaction know the new row by.
    public void insert(String table, String name, Map<String, Object> columns) {
        operation("insert", table).put("uuid-name", name).set("row", row(columns));
    }

    public void update(String table, UUID row, Map<String, Object> columns) {
        var operation = operation("update", table);
        operation.set("where", where(row));
        operation.set("row", row(columns));
    }

    public void delete(String table, UUID row) {
        operation("delete", table).set("where", where(row));
    }

    /// Adds to, or takes from, a column that holds a set. `parent` is a `UUID` or a `Values.Named`.
    public void mutate(String table, Object parent, String column, boolean add, Collection<?> elements) {
        var operation = operation("mutate", table);
        operation.set("where", where(parent));
        var mutation = JsonNodeFactory.instance.arrayNode().add(column).add(add ? "insert" : "delete");
        mutation.add(Values.writeSet(elements));
        operation.set("mutations", JsonNodeFactory.instance.arrayNode().add(mutation));
    }

    private ObjectNode operation(String kind, String table) {
        return all.addObject().put("op", kind).put("table", table);
    }

    private static ObjectNode row(Map<String, Object> columns) {
        var row = JsonNodeFactory.instance.objectNode();
        columns.forEach((column, value) -> row.set(column, Values.write(value)));
        return row;
    }

    private static ArrayNode where(Object row) {
        var condition =
                JsonNodeFactory.instance.arrayNode().add("_uuid").add("==").add(Values.write(row));
        return JsonNodeFactory.instance.arrayNode().add(condition);
    }
}
