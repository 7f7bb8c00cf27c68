package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One column of a list: its header and how to read it from one element of the service's answer.
public record Column(String header, Function<JsonNode, Cell> cell) {

    public static Column of(String header, String field) {
        return new Column(header, item -> Cell.of(item.path(field)));
    }

    public static Column of(String header, Function<JsonNode, Cell> cell) {
        return new Column(header, cell);
    }

    /// Columns as `openstack` shows what identity holds: header, field, header, field … A field that is missing is
    /// empty.
    public static List<Column> all(String... headersAndFields) {
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < headersAndFields.length; index += 2) {
            var field = headersAndFields[index + 1];
            columns.add(of(
                    headersAndFields[index], item -> item.has(field) ? Cell.plain(item.path(field)) : Cell.text("")));
        }
        return columns;
    }
}
