package io.virga.agent.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How much the image cache may take of its disk: `limit` is what images may keep that no instance
/// stands on, `keepFree` stays free whatever is fetched.
public final class CacheRoom {

    private final Path folder;
    private final DiskShare limit;
    private final DiskShare keepFree;
    private final Set<Reservation> reservations = ConcurrentHashMap.newKeySet();

    public CacheRoom(Path folder, DiskShare limit, DiskShare keepFree) {
        this.folder = folder;
        this.limit = limit;
        this.keepFree = keepFree;
    }

    long limit() throws IOException {
        return limit.of(Files.getFileStore(folder).getTotalSpace());
    }

    /// What may still be fetched: free, not to be kept free, and not awaited by another download.
    long available() throws IOException {
        var disk = Files.getFileStore(folder);
        var awaited = reservations.stream().mapToLong(Reservation::awaited).sum();
        return disk.getUsableSpace() - keepFree.of(disk.getTotalSpace()) - awaited;
    }

    Reservation reserve(long bytes) {
        var reservation = new Reservation(bytes);
        reservations.add(reservation);
        return reservation;
    }

    /// Room for what is to come, until it is closed.
    final class Reservation implements AutoCloseable {

        private final AtomicLong awaited;

        private Reservation(long bytes) {
            awaited = new AtomicLong(bytes);
        }

        /// So many bytes less are awaited: they are on the disk.
        void arrived(long bytes) {
            awaited.addAndGet(-bytes);
        }

        private long awaited() {
            return Math.max(0, awaited.get());
        }

        @Override
        public void close() {
            reservations.remove(this);
        }
    }
}
