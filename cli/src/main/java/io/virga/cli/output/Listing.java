package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a `list` command found: headers and rows, in the order to print.
public record Listing(List<String> headers, List<List<Cell>> rows) {

    public static Listing of(List<Column> columns, Iterable<? extends JsonNode> items) {
        List<List<Cell>> rows = new ArrayList<>();
        for (var item : items) {
            rows.add(columns.stream().map(column -> column.cell().apply(item)).toList());
        }
        return new Listing(columns.stream().map(Column::header).toList(), rows);
    }

    /// Only the columns at these positions.
    Listing only(List<Integer> positions) {
        return new Listing(
                positions.stream().map(headers::get).toList(),
                rows.stream()
                        .map(row -> positions.stream().map(row::get).toList())
                        .toList());
    }

    Listing sortedBy(int position) {
        Comparator<List<Cell>> byNumber =
                Comparator.comparingDouble(row -> row.get(position).value().asDouble());
        Comparator<List<Cell>> byText =
                Comparator.comparing(row -> row.get(position).text());
        var numeric = rows.stream().allMatch(row -> row.get(position).value().isNumber());
        return new Listing(
                headers, rows.stream().sorted(numeric ? byNumber : byText).toList());
    }
}
