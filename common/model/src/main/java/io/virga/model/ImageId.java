package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one image of the image registry.
///
/// Ids of different things never share a type: one passed where another is expected must not compile.
public record ImageId(@JsonValue UUID value) implements Comparable<ImageId> {

    public static ImageId random() {
        return new ImageId(UUID.randomUUID());
    }

    /// Throws `IllegalArgumentException` when `text` is no UUID.
    @JsonCreator
    public static ImageId fromString(String text) {
        return new ImageId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ImageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
