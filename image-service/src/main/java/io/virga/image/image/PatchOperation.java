package io.virga.image.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One step of a JSON patch of an image. Paths are one level deep: an attribute, or a property.
record PatchOperation(Kind kind, String attribute, Fields fields) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_OPERATIONS = 1000;

    enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }

    void apply(Attributes attributes) {
        switch (kind) {
            case ADD -> attributes.set(attribute, fields, "value");
            case REPLACE -> {
                attributes.requireExisting(attribute);
                attributes.set(attribute, fields, "value");
            }
            case REMOVE -> attributes.remove(attribute);
        }
    }

    /// Reads both dialects: `{"op": "add", "path": "/x", "value": …}` of v2.1, and `{"add": "/x", "value": …}` of v2.0.
    static List<PatchOperation> parse(String body) {
        var operations = new ArrayList<PatchOperation>();
        for (var step : array(body)) {
            if (!(step instanceof ObjectNode object)) {
                throw new Invalid("Operations must be JSON objects.");
            }
            operations.add(operation(Fields.of(object, "[" + operations.size() + "]")));
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw new Invalid("A patch may have at most %d operations.".formatted(MOST_OPERATIONS));
        }
        return operations;
    }

    private static ArrayNode array(String body) {
        try {
            if (JSON.readTree(body) instanceof ArrayNode array) {
                return array;
            }
        } catch (JsonProcessingException e) {
            throw new Invalid("Malformed request body: " + e.getOriginalMessage());
        }
        throw new Invalid("Request body must be a JSON array of operation objects.");
    }

    private static PatchOperation operation(Fields step) {
        var kind = kind(step);
        var path = step.has("op") ? step.text("path", 2, 1024) : step.text(word(kind), 2, 1024);
        if (kind != Kind.REMOVE && !step.has("value")) {
            throw new Invalid("Operation \"%s\" requires a member named \"value\".".formatted(word(kind)));
        }
        return new PatchOperation(kind, attribute(path), step);
    }

    private static Kind kind(Fields step) {
        var named = step.optionalText("op", 1, 16);
        for (var kind : Kind.values()) {
            if (named.map(word(kind)::equals).orElseGet(() -> step.has(word(kind)))) {
                return kind;
            }
        }
        throw new Invalid("Operations must be one of add, remove, replace.");
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    // RFC 6901: "~1" is a slash and "~0" a tilde, in this order.
    private static String attribute(String path) {
        if (!path.startsWith("/")) {
            throw new Invalid("Pointer `%s` does not start with \"/\".".formatted(path));
        }
        var pointer = path.substring(1);
        if (pointer.contains("/") || pointer.matches(".*~([^01].*|$)")) {
            throw new Invalid("Pointer `%s` is not one of an attribute of an image.".formatted(path));
        }
        return pointer.replace("~1", "/").replace("~0", "~");
    }
}
