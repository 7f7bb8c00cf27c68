package io.virga.agent.disk;

import io.virga.agent.host.AtomicFiles;
import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The images that this host has fetched, each once however many wait for it.
///
/// A file appears under its name only after its bytes were verified and are on disk; from then on it is read-only,
/// because instances' disks stand on it. The least recently used images that no instance stands on make room for
/// others.
public final class ImageCache {

    /// An image that can be booted from.
    public record CachedImage(Path file, String format, long virtualSize) {}

    private static final Logger log = Logger.getLogger(ImageCache.class);
    private static final String USE_MARK = "image";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Path instances;
    private final long mostBytes;
    private final ImageDownload download;
    private final Map<String, CompletableFuture<CachedImage>> fetches = new ConcurrentHashMap<>();
    private final Map<String, CachedImage> inspected = new ConcurrentHashMap<>();

    /// `instances` holds the instances' folders, `mostBytes` is the room for images that nobody stands on any more.
    public ImageCache(Path folder, Path instances, long mostBytes, ImageDownload download) {
        this.folder = folder;
        this.instances = instances;
        this.mostBytes = mostBytes;
        this.download = download;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            forgetUnfinished();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The image, from this host if it is there. Throws `UnfitImage` or `ImageUnreachable`; whoever waited for the same
    /// download gets the same.
    public CachedImage fetch(BootImage image) {
        var name = name(image);
        var mine = new CompletableFuture<CachedImage>();
        var under = fetches.putIfAbsent(name, mine);
        if (under != null) {
            return await(under);
        }
        try {
            mine.complete(have(image, name));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            fetches.remove(name);
        }
        return await(mine);
    }

    /// Keeps the image from being trimmed for as long as the instance's folder is there.
    void noteUse(Path instanceFolder, BootImage image) {
        try {
            Files.writeString(instanceFolder.resolve(USE_MARK), name(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Drops images that nobody stands on, least recently used first, until the rest fits.
    public synchronized void trim() {
        try {
            var used = used();
            var unused = new ArrayList<Path>();
            var total = 0L;
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    total += Files.size(file);
                    var name = file.getFileName().toString();
                    if (!name.endsWith(UNFINISHED) && !used.contains(name) && !fetches.containsKey(name)) {
                        unused.add(file);
                    }
                }
            }
            unused.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
            for (var file : unused) {
                if (total <= mostBytes) {
                    return;
                }
                total -= Files.size(file);
                drop(file);
            }
        } catch (IOException e) {
            log.warn("the image cache could not be trimmed", e);
        }
    }

    private CachedImage have(BootImage image, String name) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                download(image, file);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new ImageUnreachable("image " + image.id() + " could not be stored", e);
        }
        return inspected.computeIfAbsent(
                name, _ -> new CachedImage(file, image.format(), ImageInspection.virtualSize(file, image.format())));
    }

    private void download(BootImage image, Path file) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            download.to(temporary, image);
            ImageInspection.virtualSize(temporary, image.format());
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
            AtomicFiles.publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        trim();
    }

    private void drop(Path file) throws IOException {
        log.infof("dropping image %s from the cache", file.getFileName());
        inspected.remove(file.getFileName().toString());
        Files.deleteIfExists(file);
    }

    private Set<String> used() throws IOException {
        var used = new HashSet<String>();
        try (var folders = Files.newDirectoryStream(instances)) {
            for (var instance : folders) {
                var mark = instance.resolve(USE_MARK);
                if (Files.exists(mark)) {
                    used.add(Files.readString(mark));
                }
            }
        }
        return used;
    }

    private void forgetUnfinished() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    // The digest is part of the name: an image whose bytes are not those that were asked for is another file.
    private static String name(BootImage image) {
        return image.id() + "." + ImageDownload.digestOf(image).substring(0, 16);
    }

    private static CachedImage await(CompletableFuture<CachedImage> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
