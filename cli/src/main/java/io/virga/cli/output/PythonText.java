package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The texts that scripts written for `openstack` expect: `None`, `True`, `a='b', c='d'`.
public final class PythonText {

    private PythonText() {}

    /// A value as a table shows it.
    public static String human(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> pairs(value);
            case ARRAY -> items(value);
            default -> scalar(value);
        };
    }

    /// A value as Python's `str()` writes it, which is what `-f value` prints.
    public static String str(JsonNode value) {
        return value.isContainerNode() ? repr(value) : scalar(value);
    }

    private static String scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "None";
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            default -> value.asText();
        };
    }

    private static String pairs(JsonNode object) {
        return object.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + quotedUnlessContainer(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String quotedUnlessContainer(JsonNode value) {
        return value.isContainerNode() ? repr(value) : "'" + scalar(value) + "'";
    }

    private static String items(JsonNode array) {
        if (!array.isEmpty() && array.get(0).isObject()) {
            return array.valueStream().map(PythonText::human).collect(Collectors.joining("\n"));
        }
        return array.valueStream().map(PythonText::str).sorted().collect(Collectors.joining(", "));
    }

    private static String repr(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + repr(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> value.valueStream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> quoted(value.textValue());
            default -> scalar(value);
        };
    }

    private static String quoted(String text) {
        var quote = text.contains("'") && !text.contains("\"") ? "\"" : "'";
        List<String> parts = new ArrayList<>();
        text.codePoints()
                .forEach(point -> parts.add(
                        switch (point) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            case '\\' -> "\\\\";
                            case '\'' -> quote.equals("'") ? "\\'" : "'";
                            default -> Character.toString(point);
                        }));
        return quote + String.join("", parts) + quote;
    }
}
