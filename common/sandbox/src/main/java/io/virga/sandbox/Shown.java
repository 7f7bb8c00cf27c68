package io.virga.sandbox;

import java.nio.file.Path;

/// A file of this machine, or a Unix socket, and the absolute path under which a sandbox shows it. What is not
/// `writable` cannot be changed there, whoever it belongs to.
public record Shown(Path file, String at, boolean writable) {

    public static Shown toRead(Path file, String at) {
        return new Shown(file, at, false);
    }

    /// Under the path that it has outside, because something else names it so.
    public static Shown toRead(Path file) {
        return toRead(file, file.toString());
    }

    public static Shown toWrite(Path file, String at) {
        return new Shown(file, at, true);
    }
}
