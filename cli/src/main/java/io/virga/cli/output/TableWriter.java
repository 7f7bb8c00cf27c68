package io.virga.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws the tables of `openstack`: a frame of `+`, `-` and `|`, numbers to the right, cells of several lines.
final class TableWriter {

    private final List<String> headers;
    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<List<List<String>>> rows = new ArrayList<>();
    private final int maxWidth;

    TableWriter(List<String> headers, int maxWidth) {
        this.headers = headers;
        this.maxWidth = maxWidth;
    }

    /// The first row decides how columns are aligned.
    void row(List<Cell> cells, boolean alignNumbers) {
        if (rows.isEmpty()) {
            cells.forEach(cell -> rightAligned.add(alignNumbers && cell.value().isNumber()));
        }
        rows.add(cells.stream().map(cell -> lines(cell.text())).toList());
    }

    String draw() {
        if (rows.isEmpty()) {
            return "\n";
        }
        var widths = widths();
        var rule = rule(widths);
        var table = new StringBuilder(rule);
        draw(table, headers.stream().map(List::of).toList(), widths);
        table.append(rule);
        for (var row : rows) {
            draw(table, row, widths);
        }
        return table.append(rule).toString();
    }

    private static List<String> lines(String text) {
        var plain = text.replace("\r\n", "\n").replace('\r', ' ').replace("\t", "        ");
        return Arrays.asList(SafeText.escaped(plain).split("\n", -1));
    }

    private void draw(StringBuilder table, List<List<String>> cells, int[] widths) {
        var wrapped = new ArrayList<List<String>>();
        for (int column = 0; column < widths.length; column++) {
            wrapped.add(wrap(cells.get(column), widths[column]));
        }
        var height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            for (int column = 0; column < widths.length; column++) {
                var lines = wrapped.get(column);
                var text = line < lines.size() ? lines.get(line) : "";
                var gap = " ".repeat(Math.max(0, widths[column] - DisplayWidth.of(text)));
                table.append("| ")
                        .append(rightAligned.get(column) ? gap + text : text + gap)
                        .append(' ');
            }
            table.append("|\n");
        }
    }

    private static List<String> wrap(List<String> lines, int width) {
        List<String> wrapped = new ArrayList<>();
        for (var line : lines) {
            var rest = line;
            while (DisplayWidth.of(rest) > width) {
                var cut = DisplayWidth.cut(rest, width);
                wrapped.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            wrapped.add(rest);
        }
        return wrapped;
    }

    private int[] widths() {
        var widths = headers.stream().mapToInt(String::length).toArray();
        for (var row : rows) {
            for (int column = 0; column < widths.length; column++) {
                for (var line : row.get(column)) {
                    widths[column] = Math.max(widths[column], DisplayWidth.of(line));
                }
            }
        }
        return maxWidth > 0 ? shrunk(widths) : widths;
    }

    /// Takes from the widest column until the table fits; no column falls below eight.
    private int[] shrunk(int[] widths) {
        var room = maxWidth - 1 - 3 * widths.length;
        while (Arrays.stream(widths).sum() > room) {
            var widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= 8) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static String rule(int[] widths) {
        var rule = new StringBuilder("+");
        for (var width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        return rule.append('\n').toString();
    }
}
