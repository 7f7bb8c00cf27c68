package io.virga.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.model.CloudException.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Reads a JSON object of a request, strictly: what is missing, of a wrong type or out of range is `Invalid`, with the
/// field's path in the message. It notes which fields were asked for, so that the others can be refused.
public final class Fields {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(50)
                        .maxNumberLength(100)
                        .build());
    }

    private final ObjectNode node;
    private final String path;
    private final Set<String> asked = new TreeSet<>();

    private Fields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /// `Invalid` when `text` is not one JSON object.
    public static Fields parse(String text) {
        try {
            if (text != null && JSON.readTree(text) instanceof ObjectNode object) {
                return new Fields(object, "");
            }
        } catch (JsonProcessingException e) {
            throw new Invalid("Malformed request body: " + e.getOriginalMessage());
        }
        throw new Invalid("Malformed request body: a JSON object is expected.");
    }

    public static Fields of(ObjectNode node, String path) {
        return new Fields(node, path);
    }

    public Fields object(String key) {
        return optionalObject(key).orElseThrow(() -> missing(key));
    }

    /// An object that has at least one field: a change of nothing is a mistake.
    public Fields change(String key) {
        var change = object(key);
        if (change.node.isEmpty()) {
            throw wrong(key, "an object with what is to change");
        }
        return change;
    }

    /// Empty when absent or null.
    public Optional<Fields> optionalObject(String key) {
        return value(key).map(found -> {
            if (found instanceof ObjectNode object) {
                return new Fields(object, path(key));
            }
            throw wrong(key, "an object");
        });
    }

    /// Empty when absent or null.
    public List<Fields> objects(String key) {
        var found = new ArrayList<Fields>();
        for (var item : array(key)) {
            if (!(item instanceof ObjectNode object)) {
                throw wrong(key, "a list of objects");
            }
            found.add(new Fields(object, path(key) + "[" + found.size() + "]"));
        }
        return found;
    }

    public String text(String key, int shortest, int longest) {
        return optionalText(key, shortest, longest).orElseThrow(() -> missing(key));
    }

    /// Empty when absent or null. Lengths are in characters; U+0000 and halves of surrogate pairs are
    /// refused, because no database or guest takes them.
    public Optional<String> optionalText(String key, int shortest, int longest) {
        return value(key).map(found -> {
            if (!found.isTextual()) {
                throw wrong(key, "a string");
            }
            var text = found.textValue();
            var length = text.codePointCount(0, text.length());
            if (length < shortest || length > longest || text.codePoints().anyMatch(Fields::unfit)) {
                throw wrong(key, "a string of %d to %d characters".formatted(shortest, longest));
            }
            return text;
        });
    }

    private static boolean unfit(int character) {
        return character == 0 || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    public long integer(String key, long lowest, long highest) {
        return optionalInteger(key, lowest, highest).orElseThrow(() -> missing(key));
    }

    /// Empty when absent or null. Digits in a string count as a number, as OpenStack's schemas have it.
    public OptionalLong optionalInteger(String key, long lowest, long highest) {
        var found = value(key);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        var number = number(found.get());
        if (number.isEmpty() || number.getAsLong() < lowest || number.getAsLong() > highest) {
            throw wrong(key, "an integer from %d to %d".formatted(lowest, highest));
        }
        return number;
    }

    private static OptionalLong number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return OptionalLong.of(node.longValue());
        }
        if (node.isTextual() && node.textValue().matches("-?[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(node.textValue()));
        }
        return OptionalLong.empty();
    }

    public boolean bool(String key) {
        return optionalBool(key).orElseThrow(() -> missing(key));
    }

    /// Empty when absent or null. The strings that `Booleans` knows are taken too.
    public Optional<Boolean> optionalBool(String key) {
        return value(key).map(found -> {
            if (found.isBoolean()) {
                return found.booleanValue();
            }
            if (found.isTextual()) {
                return Booleans.parse(found.textValue());
            }
            throw wrong(key, "a boolean");
        });
    }

    /// Empty when absent or null.
    public List<String> texts(String key, int mostItems, int longest) {
        var found = new ArrayList<String>();
        for (var item : array(key)) {
            if (!item.isTextual()
                    || item.textValue().length() > longest
                    || item.textValue().indexOf('\0') >= 0
                    || found.size() == mostItems) {
                throw wrong(key, "a list of at most %d strings of at most %d characters".formatted(mostItems, longest));
            }
            found.add(item.textValue());
        }
        return found;
    }

    /// Empty when absent or null.
    public Map<String, String> textMap(String key, int mostItems, int longestKey, int longestValue) {
        var found = new LinkedHashMap<String, String>();
        optionalObject(key).ifPresent(object -> {
            for (var name : object.keys()) {
                if (name.isEmpty() || name.length() > longestKey || found.size() == mostItems) {
                    throw wrong(key, "at most %d keys of 1 to %d characters".formatted(mostItems, longestKey));
                }
                found.put(name, object.text(name, 0, longestValue));
            }
        });
        return found;
    }

    private Iterable<JsonNode> array(String key) {
        var found = value(key);
        if (found.isPresent() && !found.get().isArray()) {
            throw wrong(key, "a list");
        }
        return found.<Iterable<JsonNode>>map(array -> array).orElse(List.of());
    }

    /// Whether the field is there, even if null.
    public boolean has(String key) {
        asked.add(key);
        return node.has(key);
    }

    /// Whether the field is there and null.
    public boolean isNull(String key) {
        asked.add(key);
        return node.has(key) && node.get(key).isNull();
    }

    /// The value as it is; a missing node when absent.
    public JsonNode json(String key) {
        asked.add(key);
        return node.path(key);
    }

    public ObjectNode node() {
        return node;
    }

    public Set<String> keys() {
        var keys = new TreeSet<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /// `Invalid` when there are fields that nobody asked for. Says so as OpenStack's schemas do.
    public void refuseOthers() {
        var others = keys();
        others.removeAll(asked);
        if (!others.isEmpty()) {
            var names = String.join(
                    ", ", others.stream().map(name -> "'" + name + "'").toList());
            throw new Invalid("%sAdditional properties are not allowed (%s %s unexpected)"
                    .formatted(path.isEmpty() ? "" : path + ": ", names, others.size() == 1 ? "was" : "were"));
        }
    }

    private Optional<JsonNode> value(String key) {
        asked.add(key);
        var found = node.get(key);
        return found == null || found.isNull() ? Optional.empty() : Optional.of(found);
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Invalid missing(String key) {
        return new Invalid("%s is a required property".formatted(path(key)));
    }

    private Invalid wrong(String key, String expected) {
        return new Invalid("Invalid input for field %s: %s is expected.".formatted(path(key), expected));
    }
}
