package io.virga.agent.host;

import java.time.Duration;
import org.jboss.logging.Logger;

/// Does something again and again on a thread of its own, at once and then after each interval, until it is closed.
/// A round that fails is logged, once for a series of failures; the next round is the retry.
public final class Periodic implements AutoCloseable {

    private static final Logger log = Logger.getLogger(Periodic.class);

    private final Thread thread;

    public Periodic(String name, Duration interval, Runnable round) {
        thread = Thread.ofVirtual().name(name).start(() -> run(name, interval, round));
    }

    private static void run(String name, Duration interval, Runnable round) {
        var failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                round.run();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    log.warnf("%s: %s; trying again every %s", name, e.getMessage(), interval);
                    log.debug(name, e);
                }
                failing = true;
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
