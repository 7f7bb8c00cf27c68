package io.virga.agent.host;

import io.virga.sandbox.Child;
import io.virga.sandbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a program that reads nothing hostile: by its arguments and never through a shell, with an empty environment,
/// under limits of memory and CPU time, and not longer than a given time. What it prints is kept to a bound.
/// Interrupting the thread ends it.
public final class Tool {

    private static final String MOST_MEMORY = "--as=" + (1L << 30);
    private static final String MOST_CPU_SECONDS = "--cpu=30";
    private static final int TAIL = 500;

    /// The program failed, could not be run, or took too long.
    public static class Failed extends RuntimeException {
        public Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The program came to its end and says that it failed; nobody has killed it.
    public static final class Refused extends Failed {
        public Refused(String message) {
            super(message, null);
        }
    }

    private Tool() {}

    /// What it printed to its standard output. Throws `Failed` for an exit code other than 0.
    public static String run(Duration timeout, List<String> arguments) {
        var command = new ArrayList<>(List.of("prlimit", MOST_MEMORY, MOST_CPU_SECONDS, "--core=0", "--"));
        command.addAll(arguments);
        var name = arguments.getFirst();
        try {
            var outcome = Child.run(command, timeout, () -> {});
            if (outcome.isTimeout()) {
                throw new Failed(name + " took longer than " + timeout, null);
            }
            if (outcome.code() != 0) {
                throw failed(name, outcome);
            }
            return outcome.output();
        } catch (IOException e) {
            throw new Failed(name + " could not be run: " + e.getMessage(), e);
        }
    }

    private static Failed failed(String name, Outcome outcome) {
        var message = "%s ended with %d: %s".formatted(name, outcome.code(), tail(outcome.errors()));
        return outcome.isKilled() ? new Failed(message, null) : new Refused(message);
    }

    /// The end of what a program has said.
    public static String tail(String text) {
        var stripped = text.strip();
        return stripped.substring(Math.max(0, stripped.length() - TAIL));
    }
}
