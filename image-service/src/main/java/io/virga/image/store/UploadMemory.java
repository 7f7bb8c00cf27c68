package io.virga.image.store;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The memory that long uploads hold: three parts each, or one for a part that comes alone, and never more of them at
/// once than the heap has room for. Strangers never have all of it: room for one stream is left to what is ours, so
/// that it waits for nobody but its like. It is never given back, because the collector would have to look at the whole
/// heap for it.
@ApplicationScoped
class UploadMemory {

    /// What the service needs for everything else that stays.
    private static final long RESERVE = 40L << 20;

    /// Of a stream one part is received, one sent, one stored.
    private static final int STREAM = 3;
    /// Each waits with what the hashes and the inspector need, half a MiB and more.
    private static final int MOST_WAITING = 16;

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final Semaphore parts;
    private final Semaphore strangers;
    private final Duration patience;
    private final long each;

    UploadMemory(ImageConfig config) {
        each = config.upload().partSize().asLongValue();
        var all = (int) Math.max(2 * STREAM, (oldGeneration() - RESERVE) / each);
        parts = new Semaphore(all, true);
        strangers = new Semaphore(all - STREAM, true);
        patience = config.upload().silence().dividedBy(2);
    }

    // Arrays of this size live there; it is two thirds of the heap unless somebody has said otherwise.
    private static long oldGeneration() {
        return Runtime.getRuntime().maxMemory() / 3 * 2;
    }

    /// Room that is taken until it is closed.
    final class Room implements AutoCloseable {

        private final List<byte[]> taken = new ArrayList<>();
        private final Runnable release;

        private Room(Runnable release) {
            this.release = release;
        }

        /// One of its parts, with whatever was in it. Nobody may use it after the room was closed.
        byte[] part() {
            var part = Objects.requireNonNullElseGet(free.poll(), () -> new byte[Math.toIntExact(each)]);
            taken.add(part);
            return part;
        }

        @Override
        public void close() {
            free.addAll(taken);
            release.run();
        }
    }

    /// Room for a stream. One of a stranger waits with its first bytes, and its client just finds the line slow;
    /// `Unavailable` when that takes too long. `TooManyRequests` when too many wait already, and when there is
    /// none soon for one of ours.
    Room take(Origin origin) {
        return switch (origin) {
            case STRANGER -> ofStranger(STREAM);
            case OURS -> ours();
        };
    }

    /// Room for one part of a stranger; `Unavailable` and `TooManyRequests` as above.
    Room takeOne() {
        return ofStranger(1);
    }

    private Room ours() {
        if (!acquired(parts, STREAM, SOON)) {
            throw new TooManyRequests("Too many images are being stored at once.", SOON.toSeconds());
        }
        return new Room(() -> parts.release(STREAM));
    }

    // Whoever waits for parts has its share of the strangers' already, so ours never wait behind it for long.
    private Room ofStranger(int count) {
        if (strangers.getQueueLength() >= MOST_WAITING) {
            throw new TooManyRequests("Too many images are being uploaded at once.", SOON.toSeconds());
        }
        var begin = System.nanoTime();
        if (!acquired(strangers, count, patience)) {
            throw tooMany();
        }
        if (!acquired(parts, count, patience.minusNanos(System.nanoTime() - begin))) {
            strangers.release(count);
            throw tooMany();
        }
        return new Room(() -> {
            parts.release(count);
            strangers.release(count);
        });
    }

    private static Unavailable tooMany() {
        return new Unavailable("image store", new TimeoutException("too many uploads at once"));
    }

    private static boolean acquired(Semaphore free, int count, Duration patience) {
        try {
            return free.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
