package io.virga.agent.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// How much the image cache may take of its disk: `limit` is what images may keep that no instance
/// stands on, `keepFree` stays free whatever is fetched.
public final class CacheRoom {

    private final Path folder;
    private final DiskShare limit;
    private final DiskShare keepFree;
    private final Map<String, Awaited> awaited = new HashMap<>();

    private static final class Awaited {
        private final AtomicLong bytes;
        private int holders;

        Awaited(long bytes) {
            this.bytes = new AtomicLong(bytes);
        }
    }

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
        return disk.getUsableSpace() - keepFree.of(disk.getTotalSpace()) - promised();
    }

    /// What is still to come of all that has room reserved.
    synchronized long promised() {
        return awaited.values().stream()
                .mapToLong(each -> Math.max(0, each.bytes.get()))
                .sum();
    }

    /// A share of the room that somebody holds for the file already.
    synchronized Optional<Reservation> share(String name) {
        return Optional.ofNullable(awaited.get(name)).map(room -> new Reservation(name, room));
    }

    synchronized Reservation reserve(String name, long bytes) {
        return new Reservation(name, awaited.computeIfAbsent(name, _ -> new Awaited(bytes)));
    }

    /// Room for a file that is to come, until everybody who shares it has closed theirs.
    final class Reservation implements AutoCloseable {

        private final String name;
        private final Awaited room;
        private boolean closed;

        // Whoever calls it holds the lock.
        private Reservation(String name, Awaited room) {
            this.name = name;
            this.room = room;
            room.holders++;
        }

        /// So many bytes less are awaited: they are on the disk. Less than nothing when they are there no more.
        void arrived(long bytes) {
            room.bytes.addAndGet(-bytes);
        }

        @Override
        public void close() {
            synchronized (CacheRoom.this) {
                if (!closed && --room.holders == 0) {
                    awaited.remove(name);
                }
                closed = true;
            }
        }
    }
}
