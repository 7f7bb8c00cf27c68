package io.virga.network.ovsdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Column values between OVSDB's JSON and plain Java: String, Long, Double, Boolean, UUID, Map, and Set.
///
/// OVSDB writes a set of one element as that element; here it is always the element, so that values can be compared
/// without knowing a column's type. An absent optional value is the empty set.
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /// A row that is inserted by the same transaction, under a name of its own.
    public record Named(String name) {}

    static Object read(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        return switch (node.get(0).asText()) {
            case "uuid", "named-uuid" -> UUID.fromString(node.get(1).asText());
            case "set" -> readSet(node.get(1));
            case "map" -> readMap(node.get(1));
            default -> throw new OvsdbException("not a value: " + node);
        };
    }

    private static Object readSet(JsonNode items) {
        var set = new HashSet<>();
        items.forEach(item -> set.add(read(item)));
        return plain(set);
    }

    private static Object readMap(JsonNode pairs) {
        var map = new HashMap<Object, Object>();
        pairs.forEach(pair -> map.put(read(pair.get(0)), read(pair.get(1))));
        return map;
    }

    /// The one form of a value that two equal values share.
    public static Object plain(Object value) {
        return switch (value) {
            case Collection<?> many
            when many.size() == 1 -> plain(many.iterator().next());
            case Collection<?> many -> Set.copyOf(many);
            case Integer number -> number.longValue();
            default -> value;
        };
    }

    /// What is in a column that holds a set.
    public static Set<Object> elements(Object value) {
        return value instanceof Set<?> set ? Set.copyOf(set) : Set.of(value);
    }

    static JsonNode write(Object value) {
        return switch (value) {
            case String text -> JSON.textNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case Number number -> JSON.numberNode(number.longValue());
            case UUID uuid -> JSON.arrayNode().add("uuid").add(uuid.toString());
            case Named(var name) -> JSON.arrayNode().add("named-uuid").add(name);
            case Map<?, ?> map -> writeMap(map);
            case Collection<?> many -> writeSet(many);
            default -> throw new IllegalArgumentException("not a column value: " + value);
        };
    }

    private static ArrayNode writeMap(Map<?, ?> map) {
        var pairs = JSON.arrayNode();
        map.forEach((key, value) -> pairs.add(JSON.arrayNode().add(write(key)).add(write(value))));
        return JSON.arrayNode().add("map").add(pairs);
    }

    static ArrayNode writeSet(Collection<?> many) {
        var items = JSON.arrayNode();
        many.forEach(item -> items.add(write(item)));
        return JSON.arrayNode().add("set").add(items);
    }
}
