package io.virga.web.version;

/// A version of an API, as `2.79`.
public record Microversion(int major, int minor) implements Comparable<Microversion> {

    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new Microversion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(Microversion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
