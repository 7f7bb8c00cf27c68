package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import java.util.Collection;

/// What a request says about a thing. Values that are null, which the user has not given, are left out.
public final class Body {

    private final ObjectNode fields = Api.object();

    public Body with(String field, String value) {
        return value == null ? this : with(field, JsonNodeFactory.instance.textNode(value));
    }

    public Body with(String field, Boolean value) {
        return value == null ? this : with(field, JsonNodeFactory.instance.booleanNode(value));
    }

    public Body with(String field, Integer value) {
        return value == null ? this : with(field, JsonNodeFactory.instance.numberNode(value));
    }

    public Body with(String field, JsonNode value) {
        if (value != null) {
            fields.set(field, value);
        }
        return this;
    }

    public Body withTexts(String field, Collection<String> values) {
        return values == null ? this : with(field, texts(values));
    }

    /// A list of `{"id": …}`.
    public Body withIds(String field, Collection<String> ids) {
        var references = JsonNodeFactory.instance.arrayNode();
        ids.forEach(id -> references.addObject().put("id", id));
        return with(field, references);
    }

    /// An object that is left out when nothing is in it.
    public Body withAny(String field, Body value) {
        return value.fields.isEmpty() ? this : with(field, value.fields);
    }

    public static ArrayNode texts(Collection<String> values) {
        var texts = JsonNodeFactory.instance.arrayNode();
        values.forEach(texts::add);
        return texts;
    }

    public ObjectNode json() {
        return fields;
    }
}
