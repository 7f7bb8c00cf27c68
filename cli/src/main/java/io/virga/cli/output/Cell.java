package io.virga.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// One value in its two forms: `value` for programs (json, yaml, value), `text` for people (table).
public record Cell(JsonNode value, String text) {

    public static Cell of(JsonNode value) {
        var known = value == null || value instanceof MissingNode ? NullNode.instance : value;
        return new Cell(known, PythonText.human(known));
    }

    /// A value that people, too, see as Python writes it: `openstack` shows what identity holds without any care.
    public static Cell plain(JsonNode value) {
        return new Cell(value, PythonText.str(value));
    }

    public static Cell text(String text) {
        return new Cell(text == null ? NullNode.instance : TextNode.valueOf(text), text == null ? "None" : text);
    }

    /// A truth value which people know under two names, such as UP and DOWN.
    public static Cell named(JsonNode truth, String whenTrue, String whenFalse) {
        return new Cell(BooleanNode.valueOf(truth.asBoolean()), truth.asBoolean() ? whenTrue : whenFalse);
    }
}
