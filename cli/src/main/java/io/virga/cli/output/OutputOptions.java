package io.virga.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/// `-f`, `-c` and their relatives: how a result is printed.
public final class OutputOptions {

    /// The forms of `openstack` that scripts use.
    enum Format {
        table,
        json,
        yaml,
        value
    }

    @Option(
            names = {"-f", "--format"},
            paramLabel = "<format>",
            description = "The output format: table (default), json, yaml or value")
    Format format = Format.table;

    @Option(
            names = {"-c", "--column"},
            paramLabel = "<column>",
            description = "Show only this column (repeat for several)")
    List<String> columns = new ArrayList<>();

    @Option(names = "--sort-column", paramLabel = "<column>", description = "Sort rows by this column")
    String sortColumn;

    @Option(names = "--noindent", description = "Print JSON on one line")
    boolean noIndent;

    @Option(names = "--max-width", paramLabel = "<columns>", description = "Wrap tables to this width")
    int maxWidth;

    /// Says that a column name is known to nobody; the command line then ends as a usage error.
    public static final class UnknownColumn extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownColumn(List<String> asked, List<String> known) {
            super("No recognized column names in " + asked + ". Recognized columns are: " + String.join(", ", known));
        }
    }

    public boolean asksFor(String header) {
        return columns.stream().anyMatch(header::equalsIgnoreCase);
    }

    public void print(Listing listing, PrintStream out) {
        var sorted = sortColumn == null ? listing : listing.sortedBy(position(listing.headers(), sortColumn));
        var chosen = sorted.only(positions(listing.headers()));
        switch (format) {
            case table -> out.print(table(chosen));
            case json -> out.println(JsonText.of(objects(chosen), noIndent));
            case yaml -> out.print(YamlText.of(objects(chosen)));
            case value -> chosen.rows().forEach(row -> out.println(valueLine(row)));
        }
    }

    public void print(Details details, PrintStream out) {
        var names = new ArrayList<>(details.fields().keySet());
        var cells = new ArrayList<>(details.fields().values());
        var chosen = positions(names);
        switch (format) {
            case table -> out.print(table(names, cells, chosen));
            case json -> out.println(JsonText.of(object(names, cells, chosen), noIndent));
            case yaml -> out.print(YamlText.of(object(names, cells, chosen)));
            case value -> chosen.forEach(index -> out.println(valueLine(List.of(cells.get(index)))));
        }
    }

    private String table(Listing listing) {
        var table = new TableWriter(listing.headers(), maxWidth);
        listing.rows().forEach(row -> table.row(row, true));
        return table.draw();
    }

    private String table(List<String> names, List<Cell> cells, List<Integer> chosen) {
        var table = new TableWriter(List.of("Field", "Value"), maxWidth);
        chosen.forEach(index -> table.row(List.of(Cell.text(names.get(index)), cells.get(index)), false));
        return table.draw();
    }

    private static String valueLine(List<Cell> row) {
        return row.stream()
                .map(cell -> SafeText.escaped(PythonText.str(cell.value())))
                .collect(Collectors.joining(" "));
    }

    private static List<ObjectNode> objects(Listing listing) {
        var all = IntStream.range(0, listing.headers().size()).boxed().toList();
        return listing.rows().stream()
                .map(row -> object(listing.headers(), row, all))
                .toList();
    }

    private static ObjectNode object(List<String> names, List<Cell> cells, List<Integer> chosen) {
        var object = JsonNodeFactory.instance.objectNode();
        chosen.forEach(index -> object.set(names.get(index), cells.get(index).value()));
        return object;
    }

    private List<Integer> positions(List<String> headers) {
        var chosen = IntStream.range(0, headers.size())
                .filter(index -> columns.isEmpty() || asksFor(headers.get(index)))
                .boxed()
                .toList();
        if (chosen.isEmpty() && !columns.isEmpty()) {
            throw new UnknownColumn(columns, headers);
        }
        return chosen;
    }

    private static int position(List<String> headers, String name) {
        return IntStream.range(0, headers.size())
                .filter(index -> headers.get(index).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UnknownColumn(List.of(name), headers));
    }
}
