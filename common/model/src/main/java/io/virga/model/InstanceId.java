package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one instance, in the database, on the wire and on the hypervisor alike.
///
/// Ids of different things never share a type: one passed where another is expected must not compile.
public record InstanceId(@JsonValue UUID value) implements Comparable<InstanceId> {

    public static InstanceId random() {
        return new InstanceId(UUID.randomUUID());
    }

    /// Throws `IllegalArgumentException` when `text` is no UUID.
    @JsonCreator
    public static InstanceId fromString(String text) {
        return new InstanceId(UUID.fromString(text));
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
