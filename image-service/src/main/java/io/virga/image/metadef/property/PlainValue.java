package io.virga.image.metadef.property;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.model.CloudException.Invalid;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A JSON value that a user chose, as plain Java: nothing in it that a database or another client could choke
/// on.
final class PlainValue {

    private static final int DEEPEST = 4;
    private static final BigDecimal GREATEST = new BigDecimal("1e20");

    private final String field;

    private PlainValue(String field) {
        this.field = field;
    }

    /// Empty when absent or null.
    static Optional<Object> of(JsonNode node, String field) {
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(new PlainValue(field).plain(node, DEEPEST));
    }

    private Object plain(JsonNode node, int depth) {
        if (depth == 0) {
            throw wrong("a value that is less deeply nested");
        }
        return switch (node.getNodeType()) {
            case STRING -> text(node.textValue());
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case ARRAY -> node.valueStream().map(item -> plain(item, depth - 1)).toList();
            case OBJECT -> object(node, depth);
            default -> throw wrong("a value without nulls");
        };
    }

    private Map<String, Object> object(JsonNode node, int depth) {
        var object = new LinkedHashMap<String, Object>();
        node.properties().forEach(member -> object.put(text(member.getKey()), plain(member.getValue(), depth - 1)));
        return object;
    }

    private Object number(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())
                || node.decimalValue().abs().compareTo(GREATEST) > 0) {
            throw wrong("numbers of at most " + GREATEST.toPlainString());
        }
        return node.numberValue();
    }

    private String text(String text) {
        if (text.codePoints().anyMatch(PlainValue::unfit)) {
            throw wrong("text without U+0000 and halves of surrogate pairs");
        }
        return text;
    }

    private static boolean unfit(int character) {
        return character == 0 || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    private Invalid wrong(String expected) {
        return new Invalid("Invalid input for field %s: %s is expected.".formatted(field, expected));
    }
}
