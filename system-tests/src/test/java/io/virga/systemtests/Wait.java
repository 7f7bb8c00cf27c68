package io.virga.systemtests;

import java.time.Duration;
import java.time.Instant;

/// Waits for what comes true by itself, with a deadline.
final class Wait {

    @FunctionalInterface
    interface Assertion {
        void hold() throws Exception;
    }

    private Wait() {}

    static void until(Duration limit, Assertion assertion) {
        var end = Instant.now().plus(limit);
        while (true) {
            try {
                assertion.hold();
                return;
            } catch (AssertionError | Exception e) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("not true within " + limit + ": " + e.getMessage(), e);
                }
            }
            pause(Duration.ofMillis(500));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
