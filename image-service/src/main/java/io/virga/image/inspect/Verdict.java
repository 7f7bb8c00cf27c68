package io.virga.image.inspect;

/// What the inspection of an image came to.
public sealed interface Verdict {

    /// The bytes are of the declared format, and nothing in them leads elsewhere. `virtualSize` is that of the disk.
    record Proved(long virtualSize) implements Verdict {}

    /// The bytes must not become an image; `reason` is written for the user.
    record Refused(String reason) implements Verdict {}
}
