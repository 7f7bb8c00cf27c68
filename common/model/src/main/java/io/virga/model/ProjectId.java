package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A project of the identity service: 32 hexadecimal digits for our own, but any text of 1 to 64 characters is legal.
public record ProjectId(@JsonValue String value) implements Comparable<ProjectId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a project id must have 1 to 64 characters");
        }
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
