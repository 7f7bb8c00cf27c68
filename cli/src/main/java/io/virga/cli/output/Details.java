package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What a `show` or `create` command found: fields by name, printed in alphabetical order as `openstack` does.
public final class Details {

    private static final Set<String> NOISE = Set.of("links", "tenant_id", "location");

    private final Map<String, Cell> fields = new TreeMap<>();

    /// All fields of the service's answer but links and doubles.
    public static Details of(JsonNode answer) {
        return of(answer, Cell::of);
    }

    /// The same with lists and objects as Python writes them.
    public static Details plain(JsonNode answer) {
        return of(answer, Cell::plain);
    }

    private static Details of(JsonNode answer, Function<JsonNode, Cell> form) {
        var details = new Details();
        answer.properties().stream()
                .filter(field -> !NOISE.contains(field.getKey()))
                .forEach(field -> details.with(field.getKey(), form.apply(field.getValue())));
        return details;
    }

    public Details with(String field, Cell cell) {
        fields.put(field, cell);
        return this;
    }

    public Details with(String field, String text) {
        return with(field, Cell.text(text));
    }

    public Details without(String... names) {
        for (var name : names) {
            fields.remove(name);
        }
        return this;
    }

    /// Shows a field under another name.
    public Details renamed(String from, String to) {
        var cell = fields.remove(from);
        return cell == null ? this : with(to, cell);
    }

    /// Shows a field in a form of its own, when the answer has it.
    public Details shown(String field, Function<JsonNode, Cell> form) {
        fields.computeIfPresent(field, (name, cell) -> form.apply(cell.value()));
        return this;
    }

    public Map<String, Cell> fields() {
        return fields;
    }
}
