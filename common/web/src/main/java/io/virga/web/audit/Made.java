package io.virga.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The id and the name of the thing that an operation has made, read off its answer; nothing else of the answer is
/// looked at.
record Made(String id, String name) {

    /// Of an answer like `{"server": {"id": …}}` or `{"id": …}` to a call of the collection `servers`.
    static Optional<Made> in(Object answer, String collection) {
        var whole = thing(answer);
        if (whole.isPresent()) {
            return whole;
        }
        // An answer that repeats the collection's own name (`metadata`) holds what users wrote, not a thing.
        return switch (answer) {
            case Map<?, ?> map
            when map.size() == 1 -> {
                var only = map.entrySet().iterator().next();
                yield collection.endsWith(String.valueOf(only.getKey())) ? Optional.empty() : thing(only.getValue());
            }
            case JsonNode node
            when node.isObject() && node.size() == 1 ->
                collection.endsWith(node.fieldNames().next())
                        ? Optional.empty()
                        : thing(node.elements().next());
            case Record view
            when view.getClass().getRecordComponents().length == 1 ->
                thing(value(view, view.getClass().getRecordComponents()[0]));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Made> thing(Object thing) {
        var name = text(thing, "name");
        return text(thing, "id").or(() -> name).map(id -> new Made(id, name.orElse(null)));
    }

    private static Optional<String> text(Object thing, String field) {
        return switch (thing) {
            case Map<?, ?> map -> plain(map.get(field));
            case JsonNode node -> Optional.ofNullable(node.path(field).textValue());
            case Record view ->
                Arrays.stream(view.getClass().getRecordComponents())
                        .filter(component -> component.getName().equals(field))
                        .findFirst()
                        .flatMap(component -> plain(value(view, component)));
            case null, default -> Optional.empty();
        };
    }

    // An id may be a type of its own; anything that is a structure is no id.
    private static Optional<String> plain(Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case JsonNode node -> Optional.ofNullable(node.textValue());
            case Map<?, ?> _, Iterable<?> _ -> Optional.empty();
            case Optional<?> optional -> optional.flatMap(Made::plain);
            default -> Optional.of(value.toString());
        };
    }

    private static Object value(Record view, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(view);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a view cannot be read", e);
        }
    }
}
