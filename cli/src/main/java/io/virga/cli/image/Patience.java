package io.virga.cli.image;

import io.virga.cli.auth.ApiFailure;
import io.virga.cli.command.Terminal;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.failure.Sentence;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Tries again, for a bit more than a minute, what a broken line or a service that is away has kept from being done,
/// and says so the first time. Only for what may be done twice.
final class Patience {

    private static final int MOST_TRIES = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Terminal terminal;
    private final AtomicBoolean said = new AtomicBoolean();

    Patience(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Any thread may call it.
    <T> T with(Supplier<T> call) {
        var wait = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (CliFailure failure) {
                if (tries == MOST_TRIES || !passes(failure)) {
                    throw failure;
                }
                if (said.compareAndSet(false, true)) {
                    terminal.say(Sentence.ended(failure.getMessage()) + " Trying again for about a minute.");
                }
            }
            terminal.pause().sleep(wait);
            var longer = wait.multipliedBy(2);
            wait = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private static boolean passes(CliFailure failure) {
        return failure instanceof ApiFailure refusal
                ? PASSING.contains(refusal.status())
                : failure.getCause() instanceof IOException;
    }
}
