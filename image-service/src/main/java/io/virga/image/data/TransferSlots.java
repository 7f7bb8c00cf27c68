package io.virga.image.data;

import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.TooManyRequests;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Slots for transfers that run at once. A project, or who asks on the system, has at most a quarter of them, so
/// that nobody holds all by being slow.
final class TransferSlots {

    private static final int SHARES = 4;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final int all;
    private final int most;
    private final Map<Scope, Integer> taken = new HashMap<>();
    private int count;

    /// At least one.
    TransferSlots(int all) {
        this.all = all;
        most = Math.ceilDiv(all, SHARES);
    }

    /// One, until it is closed.
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /// `TooManyRequests` when there is none for those in `scope`.
    synchronized Slot take(Scope scope) {
        var own = taken.getOrDefault(scope, 0);
        if (own == most) {
            throw new TooManyRequests(
                    "You and your project have %d transfers under way.".formatted(own), SOON.toSeconds());
        }
        if (count == all) {
            throw new TooManyRequests("Too many images are being transferred at once.", SOON.toSeconds());
        }
        taken.put(scope, own + 1);
        count++;
        return () -> leave(scope);
    }

    private synchronized void leave(Scope scope) {
        taken.computeIfPresent(scope, (_, own) -> own == 1 ? null : own - 1);
        count--;
    }
}
