package io.virga.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.virga.network.ovsdb.Connection;

/// Looks into the northbound database, and meddles with it, as others could.
public final class NorthboundView {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NorthboundView() {}

    /// Rows of `table` in which `column` has `value`.
    public static JsonNode rows(String table, String column, Object value) {
        return run(JSON.createObjectNode()
                        .put("op", "select")
                        .put("table", table)
                        .set("where", where(column, value)))
                .path("rows");
    }

    public static void set(String table, String column, Object value, String changed, Object newValue) {
        var update = JSON.createObjectNode().put("op", "update").put("table", table);
        update.set("where", where(column, value));
        update.putObject("row").set(changed, JSON.valueToTree(newValue));
        run(update);
    }

    public static void delete(String table, String column, Object value) {
        run(JSON.createObjectNode().put("op", "delete").put("table", table).set("where", where(column, value)));
    }

    public static void insert(String table, String column, Object value) {
        var insert = JSON.createObjectNode().put("op", "insert").put("table", table);
        insert.putObject("row").set(column, JSON.valueToTree(value));
        run(insert);
    }

    private static ArrayNode where(String column, Object value) {
        var where = JSON.createArrayNode();
        where.addArray().add(column).add("==").add(JSON.<JsonNode>valueToTree(value));
        return where;
    }

    private static JsonNode run(JsonNode operation) {
        try (var connection = Connection.open(Northbound.REMOTE, _ -> {})) {
            return connection
                    .transact("OVN_Northbound", JSON.createArrayNode().add(operation))
                    .get(0);
        }
    }
}
