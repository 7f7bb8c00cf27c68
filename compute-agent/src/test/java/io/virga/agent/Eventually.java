package io.virga.agent;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/// Waits for something to become true that takes its own time.
public final class Eventually {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Eventually() {}

    /// Throws what `assertion` threw last when it does not hold within `longest`.
    public static void eventually(Duration longest, Executable assertion) {
        var end = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                assertion.execute();
                return;
            } catch (Throwable e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + longest + ": " + e.getMessage(), e);
                }
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
