package io.virga.cli.command;

import io.virga.cli.output.SafeText;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;

/// Where a command reads and prints. `in` has what is given to the command, nothing when somebody sits there to type.
/// Results go to `out`, everything about the way there to `err`.
public record Terminal(
        InputStream in, PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, Pause pause) {

    /// The same without lines that move.
    public Terminal still() {
        return new Terminal(in, out, err, outIsTerminal, false, pause);
    }

    /// One line on `err`, in the place of one that moves.
    public void say(String line) {
        if (errIsTerminal) {
            err.print("\r\033[K");
        }
        err.println(SafeText.escaped(line));
        err.flush();
    }

    /// How a waiting command lets time pass; a test lets it pass at once.
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time);
    }

    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
