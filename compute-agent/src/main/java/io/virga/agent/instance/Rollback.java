package io.virga.agent.instance;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/// Undoes, in reverse, what was done on this host, unless `commit` was reached.
///
/// One failing undo does not keep the others from running.
final class Rollback implements AutoCloseable {

    private static final Logger log = Logger.getLogger(Rollback.class);

    private final Deque<Runnable> undos = new ArrayDeque<>();

    void onFailure(Runnable undo) {
        undos.push(undo);
    }

    void commit() {
        undos.clear();
    }

    @Override
    public void close() {
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (RuntimeException e) {
                log.warn("an undo step failed; destroying the instance will clean up", e);
            }
        }
    }
}
