package io.virga.image.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Moves the deadline of something on while its bytes come, but not for each of them.
public final class Lease implements Runnable {

    private final Clock clock;
    private final Duration step;
    private final Runnable extend;
    private Instant next;

    /// `extend` is run several times in `validity`; what it throws ends what the bytes come for.
    public Lease(Clock clock, Duration validity, Runnable extend) {
        this.clock = clock;
        this.extend = extend;
        step = validity.dividedBy(6);
        next = clock.instant().plus(step);
    }

    @Override
    public void run() {
        var now = clock.instant();
        if (now.isAfter(next)) {
            extend.run();
            next = now.plus(step);
        }
    }
}
