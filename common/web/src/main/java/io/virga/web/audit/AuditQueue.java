package io.virga.web.audit;

import io.virga.contract.audit.AuditEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The records that are not stored yet, bounded. A batch leaves at once when somebody waits for a record in it,
/// else when it is full or a moment has passed.
final class AuditQueue {

    static final int CAPACITY = 10_000;
    static final int BATCH = 100;
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(50);

    /// `written` is null when nobody waits.
    record Entry(AuditEvent event, CompletableFuture<Void> written) {

        void acknowledge() {
            if (written != null) {
                written.complete(null);
            }
        }

        private int waiters() {
            return written == null ? 0 : 1;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int waiters;

    /// False when the queue is half full: the other half is for those who wait.
    boolean offer(Entry entry) {
        lock.lock();
        try {
            if (entries.size() >= CAPACITY / 2) {
                return false;
            }
            add(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// False when the queue was full for all of `patience`.
    boolean put(Entry entry, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (entries.size() >= CAPACITY) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            add(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Entry entry) {
        entries.addLast(entry);
        waiters += entry.waiters();
        // A note that joins others changes nothing that the writer waits for.
        if (entries.size() == 1 || entries.size() == BATCH || entry.written() != null) {
            arrived.signal();
        }
    }

    /// The next batch, in order; empty only when woken for nothing. `lingering` false: at once whatever there is.
    List<Entry> take(BooleanSupplier lingering) throws InterruptedException {
        lock.lock();
        try {
            if (entries.isEmpty() && lingering.getAsBoolean()) {
                arrived.await();
            }
            var left = LINGER;
            while (!entries.isEmpty()
                    && waiters == 0
                    && entries.size() < BATCH
                    && left > 0
                    && lingering.getAsBoolean()) {
                left = arrived.awaitNanos(left);
            }
            return removed();
        } finally {
            lock.unlock();
        }
    }

    private List<Entry> removed() {
        var batch = new ArrayList<Entry>();
        while (batch.size() < BATCH && !entries.isEmpty()) {
            var entry = entries.removeFirst();
            waiters -= entry.waiters();
            batch.add(entry);
        }
        room.signalAll();
        return batch;
    }

    /// Puts a batch that could not be written where it came from.
    void putBack(List<Entry> batch) {
        lock.lock();
        try {
            batch.reversed().forEach(entry -> {
                entries.addFirst(entry);
                waiters += entry.waiters();
            });
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }
}
