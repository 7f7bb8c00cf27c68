package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/// JSON laid out as Python's `json.dumps(indent=2)` does, so that the two clients' output can be compared byte by byte.
/// Everything outside of ASCII is escaped, control characters with it.
final class JsonText {

    private static final String STEP = "  ";

    private final String separator;
    private final boolean indent;

    private JsonText(boolean indent) {
        this.indent = indent;
        this.separator = indent ? "," : ", ";
    }

    static String of(List<? extends JsonNode> items, boolean oneLine) {
        var text = new JsonText(!oneLine);
        return text.block(
                "[", "]", items.stream().map(item -> text.write(item, STEP)).toList(), "");
    }

    static String of(JsonNode item, boolean oneLine) {
        return new JsonText(!oneLine).write(item, "");
    }

    private String write(JsonNode node, String margin) {
        return switch (node.getNodeType()) {
            case OBJECT ->
                block(
                        "{",
                        "}",
                        node.properties().stream()
                                .map(field -> string(field.getKey()) + ": " + write(field.getValue(), margin + STEP))
                                .toList(),
                        margin);
            case ARRAY ->
                block(
                        "[",
                        "]",
                        node.valueStream()
                                .map(item -> write(item, margin + STEP))
                                .toList(),
                        margin);
            case STRING -> string(node.textValue());
            default -> node.toString();
        };
    }

    private String block(String open, String close, List<String> parts, String margin) {
        if (parts.isEmpty()) {
            return open + close;
        }
        if (!indent) {
            return open + String.join(separator, parts) + close;
        }
        return parts.stream()
                .map(part -> "\n" + margin + STEP + part)
                .collect(Collectors.joining(separator, open, "\n" + margin + close));
    }

    private static String string(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int index = 0; index < text.length(); index++) {
            var unit = text.charAt(index);
            switch (unit) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (unit >= ' ' && unit <= '~') {
                        quoted.append(unit);
                    } else {
                        quoted.append("\\u%04x".formatted((int) unit));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
