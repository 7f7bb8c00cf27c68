package io.virga.sandbox;

/// How a program ended: its exit code, and the beginnings of what it printed. The code of one that a signal has
/// ended is 128 and the signal's number; that of one that took too long is -1, and then nothing of what it printed is
/// kept.
public record Outcome(int code, String output, String errors) {

    private static final int SIGNALLED = 128;

    static final Outcome TIMEOUT = new Outcome(-1, "", "");

    public boolean isTimeout() {
        return code < 0;
    }

    /// Whether a signal has ended it, as that of a limit does: then its code says nothing about what it was given.
    public boolean isKilled() {
        return code >= SIGNALLED;
    }
}
