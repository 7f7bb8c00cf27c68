package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one port of the network service; also its name in OVN and in the domain XML.
///
/// Ids of different things never share a type: one passed where another is expected must not compile.
public record PortId(@JsonValue UUID value) implements Comparable<PortId> {

    public static PortId random() {
        return new PortId(UUID.randomUUID());
    }

    /// Throws `IllegalArgumentException` when `text` is no UUID.
    @JsonCreator
    public static PortId fromString(String text) {
        return new PortId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PortId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
