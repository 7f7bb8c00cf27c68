package io.virga.image.image;

import io.virga.model.CloudException.Invalid;
import java.util.Locale;
import java.util.function.Function;

/// What a listing may be sorted by: the expression in the database, never null, and the same value of an image.
enum SortKey {
    NAME("coalesce(name, '')", image -> image.description().name().orElse("")),
    STATUS("status", image -> image.status().name()),
    CONTAINER_FORMAT(
            "coalesce(container_format, '')",
            image -> image.description().containerFormat().orElse("")),
    DISK_FORMAT(
            "coalesce(disk_format, '')",
            image -> image.description()
                    .diskFormat()
                    .map(format -> format.word())
                    .orElse("")),
    SIZE("coalesce(size, -1)", Image::bytes),
    ID("id", image -> image.id().value()),
    CREATED_AT("created_at", Image::createdAt),
    UPDATED_AT("updated_at", Image::updatedAt);

    private final String expression;
    private final Function<Image, Object> value;

    SortKey(String expression, Function<Image, Object> value) {
        this.expression = expression;
        this.value = value;
    }

    /// A key with its direction.
    record Order(SortKey key, boolean descending) {
        String clause() {
            return key.expression + (descending ? " desc" : " asc");
        }

        String after() {
            return key.expression + (descending ? " < ?" : " > ?");
        }

        String same() {
            return key.expression + " = ?";
        }

        Object valueOf(Image image) {
            return key.value.apply(image);
        }
    }

    static Order order(String word, String direction) {
        var descending = switch (direction) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw new Invalid("Invalid sort direction: %s; it is one of asc, desc.".formatted(direction));
        };
        for (var key : values()) {
            if (key.name().toLowerCase(Locale.ROOT).equals(word)) {
                return new Order(key, descending);
            }
        }
        throw new Invalid("Invalid sort key: %s.".formatted(word));
    }
}
