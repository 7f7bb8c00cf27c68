package io.virga.cli.command;

import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.SafeText;
import java.time.Duration;
import java.util.function.Supplier;

/// What `--wait` shows on stderr while time passes: one moving line on a terminal, a plain line per change elsewhere.
public final class Progress {

    private static final String[] WHEEL = {"|", "/", "-", "\\"};
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final String what;
    private String shown = "";
    private int turns;

    public Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    /// Asks for the state again and again until `step` says that it was the last one.
    ///
    /// The first looks follow each other quickly, because a small machine is up within a second.
    public void until(Supplier<Step> look, Duration limit) {
        var pause = FIRST_PAUSE;
        var waited = Duration.ZERO;
        for (var step = look.get(); ; step = look.get()) {
            show(step.state());
            if (step.last()) {
                end();
                return;
            }
            if (waited.compareTo(limit) > 0) {
                end();
                throw CliFailure.of("%s is still %s after %d minutes.".formatted(what, step.state(), limit.toMinutes()))
                        .advise("It goes on in the background; look at it with the matching 'show' command.");
            }
            terminal.pause().sleep(pause);
            waited = waited.plus(pause);
            var longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    /// What one look found, and whether there is nothing more to wait for.
    public record Step(String state, boolean last) {}

    private void show(String state) {
        var safe = SafeText.escaped(state);
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r\033[K" + WHEEL[turns++ % WHEEL.length] + " " + what + ": " + safe);
            terminal.err().flush();
        } else if (!safe.equals(shown)) {
            terminal.err().println(what + ": " + safe);
        }
        shown = safe;
    }

    private void end() {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
        }
    }
}
