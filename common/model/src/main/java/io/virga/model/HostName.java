package io.virga.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a hypervisor host, as its agent is configured with it. It is part of broker addresses, so
/// it is held to RFC 1123: letters, digits, hyphens and dots, 1 to 253 characters.
public record HostName(@JsonValue String value) implements Comparable<HostName> {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HostName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("not a host name: " + value);
        }
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
