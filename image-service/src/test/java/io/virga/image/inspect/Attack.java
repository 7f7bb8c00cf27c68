package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;

/// A hostile file: what it tries, which rule of the security list it breaks, what it is declared to be, and words of
/// the reason for which it must be refused.
public record Attack(String sec, String name, DiskFormat declared, String container, Sample file, String reason) {

    static Attack of(String sec, String name, DiskFormat declared, Sample file, String reason) {
        return new Attack(sec, name, declared, "bare", file, reason);
    }

    @Override
    public String toString() {
        return name;
    }
}
