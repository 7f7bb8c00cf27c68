package io.virga.agent.instance;

import io.virga.model.InstanceId;
import java.util.HashSet;
import java.util.Set;

/// Which instances are being worked on: one thing at a time for each.
public final class BusyInstances {

    private final Set<InstanceId> busy = new HashSet<>();

    /// Held until it is closed.
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /// Waits for whoever works on the instance.
    synchronized Hold hold(InstanceId id) {
        while (!busy.add(id)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while instance " + id + " was busy", e);
            }
        }
        return () -> release(id);
    }

    synchronized boolean contains(InstanceId id) {
        return busy.contains(id);
    }

    private synchronized void release(InstanceId id) {
        busy.remove(id);
        notifyAll();
    }
}
