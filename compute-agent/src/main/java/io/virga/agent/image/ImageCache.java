package io.virga.agent.image;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.virga.agent.host.AtomicFiles;
import io.virga.agent.image.CacheRoom.Reservation;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The images that this host has fetched, each once however many wait for it, and however many images
/// have its bytes.
///
/// A file appears under its name only after its bytes were verified and are on disk; from then on it is
/// read-only, because instances' disks stand on it. The least recently used images that no instance
/// stands on make room for others.
public final class ImageCache {

    /// An image that can be booted from.
    public record CachedImage(Path file, String format, long virtualSize) {}

    private static final Logger log = Logger.getLogger(ImageCache.class);
    private static final Set<String> FORMATS = Set.of("qcow2", "raw");
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");
    private static final LongConsumer NOBODY = _ -> {};

    private final CachedFiles files;
    private final ImageDownload download;
    private final ImageInspection inspection;
    private final Counter hits;
    private final Map<String, Fetch> fetches = new ConcurrentHashMap<>();
    private final Map<String, Long> virtualSizes = new ConcurrentHashMap<>();

    private record Fetch(boolean spare, CompletableFuture<CachedImage> result) {}

    /// `instances` holds the instances' folders.
    public ImageCache(
            Path folder, Path instances, CacheRoom room, ImageDownload download, QemuImg qemu, MeterRegistry metrics) {
        this.files = new CachedFiles(folder, instances, room, fetches::containsKey, metrics);
        this.download = download;
        this.inspection = new ImageInspection(qemu);
        this.hits = Counter.builder("virga_image_cache_hits")
                .description("Images that were asked for and in the cache already")
                .register(metrics);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            files.forgetUnfinished();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The image, from this host if it is there. Throws `UnfitImage`, `ImageUnreachable` or
    /// `NoRoomForImage`; whoever waited for the same download gets the same.
    public CachedImage fetch(BootImage image) {
        return once(image, new ImageSource(image), false, NOBODY);
    }

    /// The same by a source that somebody else reads, too.
    CachedImage fetch(BootImage image, ImageSource source) {
        return once(image, source, false, NOBODY);
    }

    /// Room for the image, for whoever fetches it until it is closed. Throws `NoRoomForImage` when there is none now.
    Reservation reserve(BootImage image) {
        try {
            return files.makeRoom(name(image), image.size(), false);
        } catch (IOException e) {
            throw new ImageUnreachable(image.id(), "it could not be stored", e);
        }
    }

    /// Whether `fetch` would return at once.
    boolean has(BootImage image) {
        return Files.exists(files.of(name(image)));
    }

    /// Like `fetch`, for nobody in particular: only within the cache's limit. `arrived` is told of the
    /// bytes that come, unless somebody else fetches them already.
    public void prefetch(BootImage image, LongConsumer arrived) {
        once(image, new ImageSource(image), true, arrived);
    }

    private CachedImage once(BootImage image, ImageSource source, boolean spare, LongConsumer arrived) {
        var name = name(image);
        var mine = new Fetch(spare, new CompletableFuture<>());
        var under = fetches.putIfAbsent(name, mine);
        if (under == null) {
            carryOut(mine, image, source, name, arrived);
            return await(mine);
        }
        try {
            return await(under);
        } catch (NoRoomForImage | ImageUnreachable e) {
            // What may not be kept in stock, or not from that URL, may still be needed.
            if (under.spare() && !spare) {
                return once(image, source, false, arrived);
            }
            throw e;
        }
    }

    private void carryOut(Fetch fetch, BootImage image, ImageSource source, String name, LongConsumer arrived) {
        try {
            var file = have(image, source, name, fetch.spare(), arrived);
            fetches.remove(name);
            fetch.result().complete(file);
        } catch (RuntimeException e) {
            fetches.remove(name);
            fetch.result().completeExceptionally(e);
        }
    }

    /// Keeps the image from being dropped for as long as the instance's folder is there.
    public void noteUse(Path instanceFolder, BootImage image) {
        try {
            files.noteUse(instanceFolder, name(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file of the image that `noteUse` was told of, whether or not it is here.
    public Path usedBy(Path instanceFolder) {
        try {
            return files.of(files.usedBy(instanceFolder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImageInspection inspection() {
        return inspection;
    }

    /// Drops images that nobody stands on, least recently used first, until the rest is within the
    /// limit.
    public void trim() {
        try {
            files.trim();
        } catch (IOException e) {
            log.warn("the image cache could not be trimmed", e);
        }
    }

    private CachedImage have(BootImage image, ImageSource source, String name, boolean spare, LongConsumer arrived) {
        var file = files.of(name);
        try {
            if (Files.exists(file)) {
                hits.increment();
            } else {
                download(image, source, file, spare, arrived);
            }
            files.touch(file);
        } catch (IOException e) {
            throw new ImageUnreachable(image.id(), "it could not be stored", e);
        }
        var virtualSize = virtualSizes.computeIfAbsent(name, _ -> inspection.virtualSize(file, image.format()));
        return new CachedImage(file, image.format(), virtualSize);
    }

    private void download(BootImage image, ImageSource source, Path file, boolean spare, LongConsumer arrived)
            throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + CachedFiles.UNFINISHED);
        var here = new LongAdder();
        try (var room = files.makeRoom(name(image), image.size(), spare)) {
            try {
                download.to(temporary, image, source, bytes -> {
                    here.add(bytes);
                    room.arrived(bytes);
                    arrived.accept(bytes);
                });
                inspection.virtualSize(temporary, image.format());
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
                AtomicFiles.publish(temporary, file);
            } finally {
                if (Files.deleteIfExists(temporary)) {
                    room.arrived(-here.sum()); // others may hold the room for another try
                }
            }
        }
    }

    // Images with the same bytes share a file. The format is part of the name because it was proved for these bytes.
    static String name(BootImage image) {
        if (!SHA512.matcher(image.sha512()).matches()) {
            throw new UnfitImage("The image has no valid checksum.");
        }
        if (!FORMATS.contains(image.format())) {
            throw new UnfitImage("Images of format %s cannot be booted.".formatted(image.format()));
        }
        return image.sha512() + "." + image.format();
    }

    private static CachedImage await(Fetch fetch) {
        try {
            return fetch.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
