package io.virga.agent.instance;

import io.virga.model.InstanceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Work on an instance that takes longer than its other commands may wait: at most one piece for each instance, on a
/// thread of its own, and a few on the host at the same time.
public final class BackgroundWork {

    private static final Logger log = Logger.getLogger(BackgroundWork.class);
    private static final int AT_ONCE = 4;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<InstanceId, Work> under = new ConcurrentHashMap<>();

    private record Work(Object what, Thread thread) {}

    /// Begins `work`, unless the same, by `what`, is under way. Anything else that is under way is ended first.
    void begin(InstanceId id, Object what, Runnable work) {
        if (under.get(id) instanceof Work present && present.what().equals(what)) {
            return;
        }
        end(id);
        var thread = Thread.ofVirtual().name("work-" + id).unstarted(() -> run(id, work));
        under.put(id, new Work(what, thread));
        thread.start();
    }

    /// Interrupts what is under way, and waits until it is over.
    void end(InstanceId id) {
        if (under.get(id) instanceof Work present) {
            present.thread().interrupt();
            try {
                present.thread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while work on instance " + id + " ended", e);
            }
        }
    }

    boolean goesOn(InstanceId id) {
        return under.containsKey(id);
    }

    private void run(InstanceId id, Runnable work) {
        try {
            turns.acquire();
            try {
                work.run();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            log.debugf("work on instance %s was given up before its turn", id);
        } catch (RuntimeException e) {
            log.warnf(e, "work on instance %s ended early", id);
        } finally {
            under.remove(id);
        }
    }
}
