package io.virga.agent.image;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.virga.agent.image.CacheRoom.Reservation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// The files of the image cache, and which of them may go. A file's modification time is when it was
/// last used, so that it survives a restart. One is never dropped while an instance's folder names it or
/// it is being fetched.
final class CachedFiles {

    static final String UNFINISHED = ".part";

    private static final Logger log = Logger.getLogger(CachedFiles.class);
    private static final String USE_MARK = "image";

    private final Path folder;
    private final Path instances;
    private final CacheRoom room;
    private final Predicate<String> underWay;
    private final Counter evictions;

    private record Unused(Path file, long bytes, FileTime lastUsed) {}

    CachedFiles(Path folder, Path instances, CacheRoom room, Predicate<String> underWay, MeterRegistry metrics) {
        this.folder = folder;
        this.instances = instances;
        this.room = room;
        this.underWay = underWay;
        this.evictions = Counter.builder("virga_image_cache_evictions")
                .description("Images that were dropped from the cache to make room")
                .register(metrics);
        metrics.gauge("virga_image_cache_bytes", this, CachedFiles::bytes);
        metrics.gauge("virga_image_cache_limit_bytes", this, CachedFiles::limit);
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    /// Keeps the file for as long as the instance's folder is there.
    synchronized void noteUse(Path instanceFolder, String name) throws IOException {
        Files.writeString(instanceFolder.resolve(USE_MARK), name);
    }

    /// What `noteUse` was told.
    String usedBy(Path instanceFolder) throws IOException {
        return Files.readString(instanceFolder.resolve(USE_MARK));
    }

    void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    /// Drops what is unused, least recently used first, until `bytes` more fit on the disk and, as far as that
    /// can be had, into the cache's limit. `spare` says that it is fetched for no instance and must be within
    /// the limit. Throws `NoRoomForImage`, and then drops nothing. Whoever has room for the same file shares it.
    synchronized Reservation makeRoom(String name, long bytes, boolean spare) throws IOException {
        var shared = room.share(name);
        if (shared.isPresent()) {
            return shared.get();
        }
        var total = bytes();
        var unused = leastRecentlyUsedFirst();
        var droppable = unused.stream().mapToLong(Unused::bytes).sum();
        if (room.available() + droppable < bytes) {
            throw new NoRoomForImage("%d bytes are needed, and only %d may be taken of the disk"
                    .formatted(bytes, Math.max(0, room.available() + droppable)));
        }
        if (spare && total - droppable + bytes > room.limit()) {
            throw new NoRoomForImage("%d bytes are needed, and instances stand on %d of the cache's %d"
                    .formatted(bytes, total - droppable, room.limit()));
        }
        for (var each : unused) {
            if (total + bytes <= room.limit() && room.available() >= bytes) {
                break;
            }
            drop(each);
            total -= each.bytes();
        }
        return room.reserve(name, bytes);
    }

    /// Drops what is unused, least recently used first, until the rest is within the limit.
    synchronized void trim() throws IOException {
        var total = bytes();
        for (var unused : leastRecentlyUsedFirst()) {
            if (total <= room.limit()) {
                return;
            }
            drop(unused);
            total -= unused.bytes();
        }
    }

    void forgetUnfinished() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void drop(Unused unused) throws IOException {
        log.infof("dropping image %s from the cache", unused.file().getFileName());
        Files.deleteIfExists(unused.file());
        evictions.increment();
    }

    private List<Unused> leastRecentlyUsedFirst() throws IOException {
        var inUse = inUse();
        var unused = new ArrayList<Unused>();
        for (var file : finished()) {
            var name = file.getFileName().toString();
            if (inUse.contains(name)) {
                touch(file);
            } else if (!underWay.test(name)) {
                unused.add(new Unused(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        unused.sort(Comparator.comparing(Unused::lastUsed));
        return unused;
    }

    private List<Path> finished() throws IOException {
        try (var files =
                Files.newDirectoryStream(folder, file -> !file.toString().endsWith(UNFINISHED))) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            return all;
        }
    }

    private Set<String> inUse() throws IOException {
        var inUse = new HashSet<String>();
        try (var folders = Files.newDirectoryStream(instances)) {
            for (var instance : folders) {
                var mark = instance.resolve(USE_MARK);
                if (Files.exists(mark)) {
                    inUse.add(Files.readString(mark));
                }
            }
        }
        return inUse;
    }

    private long bytes() {
        try {
            return finished().stream().mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long limit() {
        try {
            return room.limit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
