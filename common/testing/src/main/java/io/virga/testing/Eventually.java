package io.virga.testing;

import java.time.Duration;
import java.time.Instant;

/// Waits for what comes true by itself.
public final class Eventually {

    private static final Duration STEP = Duration.ofMillis(50);

    private Eventually() {}

    /// Something that asserts, and may fail on the way.
    @FunctionalInterface
    public interface Assertion {
        void run() throws Exception;
    }

    /// Repeats `assertion` until it holds; after `limit` its last failure is thrown.
    public static void eventually(Duration limit, Assertion assertion) {
        var end = Instant.now().plus(limit);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | Exception e) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("not true within " + limit, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
