package io.virga.image.metadef.listing;

import io.virga.model.CloudException.Invalid;
import java.util.Locale;
import java.util.function.Function;

/// What a listing may be sorted by.
enum SortKey {
    NAME(Listed::name),
    CREATED_AT(Listed::createdAt),
    UPDATED_AT(Listed::updatedAt);

    private final Function<Listed, Object> value;

    SortKey(Function<Listed, Object> value) {
        this.value = value;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    Object valueOf(Listed row) {
        return value.apply(row);
    }

    /// `nameWord` is what the API calls the name in this listing.
    static SortKey of(String word, String nameWord) {
        if (word.equals(nameWord)) {
            return NAME;
        }
        return switch (word) {
            case "created_at" -> CREATED_AT;
            case "updated_at" -> UPDATED_AT;
            default ->
                throw new Invalid(
                        "Invalid sort key: %s; it is one of %s, created_at, updated_at.".formatted(word, nameWord));
        };
    }
}
