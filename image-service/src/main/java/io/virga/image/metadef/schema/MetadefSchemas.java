package io.virga.image.metadef.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The JSON schemas of metadata definitions: those of single things are files, those of lists are made of
/// them.
public final class MetadefSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetadefSchemas() {}

    /// Empty when there is no schema of that name.
    public static Optional<ObjectNode> named(String name) {
        return switch (name) {
            case "namespace", "object" -> Optional.of(single(name).set("definitions", file("definitions")));
            case "tag", "resource_type" -> Optional.of(single(name));
            case "property" -> Optional.of(property(true));
            case "namespaces" -> Optional.of(list(name, "namespace"));
            case "objects" -> Optional.of(list(name, "object"));
            case "tags" -> Optional.of(list(name, "tag"));
            case "resource_types" -> Optional.of(list("resource_type_associations", "resource_type"));
            case "properties" -> Optional.of(properties());
            default -> Optional.empty();
        };
    }

    private static ObjectNode single(String name) {
        return file(name).put("additionalProperties", false);
    }

    // Among others a property is known by its key and needs no name.
    private static ObjectNode property(boolean named) {
        var definitions = file("definitions");
        var members = (ObjectNode) definitions.remove("property").get("additionalProperties");
        var schema = object().put("name", "property").put("additionalProperties", false);
        schema.set("properties", members.get("properties"));
        schema.set("required", members.get("required"));
        if (named) {
            schema.withArray("required").add("name");
        }
        return schema.set("definitions", definitions);
    }

    private static ObjectNode list(String name, String item) {
        var items = object().put("type", "array").set("items", single(item));
        var schema = collection(name, (ObjectNode) items);
        return item.equals("namespace") || item.equals("object")
                ? schema.set("definitions", file("definitions"))
                : schema;
    }

    private static ObjectNode properties() {
        var property = property(false);
        var definitions = property.remove("definitions");
        var items = object().put("type", "object").set("additionalProperties", property);
        return collection("properties", (ObjectNode) items).set("definitions", definitions);
    }

    private static ObjectNode collection(String name, ObjectNode items) {
        var schema = object().put("name", name);
        var properties = schema.putObject("properties");
        properties.set(name, items);
        var links = schema.putArray("links");
        for (var link : new String[] {"first", "next", "schema"}) {
            properties.putObject(link).put("type", "string");
            links.addObject()
                    .put("rel", link.equals("schema") ? "describedby" : link)
                    .put("href", "{" + link + "}");
        }
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode file(String name) {
        try (var file = MetadefSchemas.class.getResourceAsStream("/schemas/metadefs/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
