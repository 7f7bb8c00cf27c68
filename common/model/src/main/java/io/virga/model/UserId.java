package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A user of the identity service: 32 hexadecimal digits for our own, 64 for federated ones.
public record UserId(@JsonValue String value) implements Comparable<UserId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a user id must have 1 to 64 characters");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
