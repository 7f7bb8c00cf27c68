package io.virga.image.metadef.property;

import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What may be said of a property: a subset of JSON schema, which is kept and shown and never applied here.
public final class Definition {

    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final int LARGEST = 16 << 10;
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_VALUES = 500;

    private final Fields fields;
    private final Map<String, Object> members = new TreeMap<>();

    private Definition(Fields fields) {
        this.fields = fields;
    }

    /// The members by name, without the property's own name.
    public static Map<String, Object> parse(Fields fields) {
        if (fields.node().toString().length() > LARGEST) {
            throw new TooLarge("The definition of a property has at most %d characters.".formatted(LARGEST));
        }
        var definition = new Definition(fields);
        definition.read();
        fields.refuseOthers();
        return definition.members;
    }

    /// The definitions of several properties, by their names. The name may be repeated within a definition.
    public static Map<String, Map<String, Object>> parseAll(Fields properties, int most) {
        var definitions = new TreeMap<String, Map<String, Object>>();
        for (var name : properties.keys()) {
            if (definitions.size() == most) {
                throw new TooLarge("There may be at most %d properties.".formatted(most));
            }
            var definition = properties.object(Names.chosen(name));
            definition.optionalText("name", 0, Names.LONGEST);
            definitions.put(name, parse(definition));
        }
        return definitions;
    }

    private void read() {
        members.put("title", fields.text("title", 0, LONGEST_TITLE));
        members.put("type", type(fields.text("type", 1, Names.LONGEST)));
        text("description");
        text("pattern");
        texts("operators");
        texts("required");
        number("minimum");
        number("maximum");
        count("minLength");
        count("maxLength");
        count("minItems");
        count("maxItems");
        flag("readonly");
        flag("uniqueItems");
        flag("additionalItems");
        values("enum");
        PlainValue.of(fields.json("default"), "default").ifPresent(value -> members.put("default", value));
        fields.optionalObject("items").ifPresent(items -> members.put("items", items(items)));
    }

    // The schema of a list's items: a type and the values that there may be.
    private static Map<String, Object> items(Fields items) {
        var definition = new Definition(items);
        items.optionalText("type", 1, Names.LONGEST).ifPresent(type -> definition.members.put("type", type(type)));
        definition.values("enum");
        items.refuseOthers();
        return definition.members;
    }

    private static String type(String word) {
        if (!TYPES.contains(word)) {
            throw new Invalid("type: '%s' is not one of %s.".formatted(word, TYPES));
        }
        return word;
    }

    private void text(String key) {
        fields.optionalText(key, 0, LONGEST_TEXT).ifPresent(text -> members.put(key, text));
    }

    private void flag(String key) {
        fields.optionalBool(key).ifPresent(flag -> members.put(key, flag));
    }

    private void count(String key) {
        fields.optionalInteger(key, 0, Integer.MAX_VALUE).ifPresent(count -> members.put(key, count));
    }

    private void number(String key) {
        PlainValue.of(fields.json(key), key).ifPresent(value -> {
            if (!(value instanceof Number)) {
                throw new Invalid("Invalid input for field %s: a number is expected.".formatted(key));
            }
            members.put(key, value);
        });
    }

    private void texts(String key) {
        values(key);
        if (members.get(key) instanceof List<?> list && !list.stream().allMatch(String.class::isInstance)) {
            throw new Invalid("Invalid input for field %s: a list of strings is expected.".formatted(key));
        }
    }

    private void values(String key) {
        PlainValue.of(fields.json(key), key).ifPresent(value -> {
            if (!(value instanceof List<?> list) || list.size() > MOST_VALUES) {
                throw new Invalid("Invalid input for field %s: a list of at most %d values is expected."
                        .formatted(key, MOST_VALUES));
            }
            members.put(key, value);
        });
    }
}
