package io.virga.agent.image;

import io.virga.agent.host.AtomicFiles;
import io.virga.agent.image.ServedImage.HeadStart;
import io.virga.agent.nbd.NbdServer;
import io.virga.contract.agent.BootImage;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The images that machines run on before they are here: one server and one fetch for each, however many use it.
public final class ServedImages {

    private static final Logger log = Logger.getLogger(ServedImages.class);

    /// 8 MiB, for all of them.
    private static final int BLOCKS = 16;

    /// Each of a MiB, and another one from the store; for all of them.
    private static final int READS_AT_ONCE = 4;

    /// What needs no quoting in a URI.
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9/._~-]+");

    private static final int NAME = 32;

    private final Path folder;
    private final ImageCache cache;
    private final HeadStart headStart;
    private final InstantSource clock;
    private final BlockCache blocks = new BlockCache(BLOCKS);
    private final Semaphore turns = new Semaphore(READS_AT_ONCE, true);
    private final Map<String, ServedImage> served = new HashMap<>();

    /// `folder` is for sockets; those of an earlier process are removed.
    public ServedImages(Path folder, ImageCache cache, HeadStart headStart, InstantSource clock) {
        this.folder = folder;
        this.cache = cache;
        this.headStart = headStart;
        this.clock = clock;
        AtomicFiles.deleteFolder(folder);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Serves the image to `user`, and begins to fetch it. Empty when it is here already, or cannot be served: then
    /// `ImageCache.fetch` is the way. Throws `UnfitImage`, `ImageUnreachable` or `NoRoomForImage`.
    public Optional<ServedImage> begin(BootImage image, InstanceId user) {
        if (cache.has(image) || !canListen(image) || !isDivisible(image)) {
            return Optional.empty();
        }
        try (var _ = cache.reserve(image)) {
            return Optional.of(resume(image, user)); // which shares the room for as long as it is served
        }
    }

    /// Serves again what an earlier process had begun to serve to `user`, wherever its bytes are by now. A machine may
    /// run on it already, so that missing room does not refuse it: it is tried for again.
    public synchronized ServedImage resume(BootImage image, InstanceId user) {
        var one = served.computeIfAbsent(
                ImageCache.name(image),
                _ -> new ServedImage(image, socket(image), blocks, turns, cache, headStart, clock));
        one.usedBy(user);
        return one;
    }

    /// Takes a newer URL.
    public synchronized void supply(BootImage fresh) {
        if (served.get(ImageCache.name(fresh)) instanceof ServedImage one) {
            one.supply(fresh);
        }
    }

    /// `user` needs none of them any more.
    public synchronized void release(InstanceId user) {
        served.values().removeIf(one -> {
            var unused = one.unusedWithout(user);
            if (unused) {
                one.close();
            }
            return unused;
        });
    }

    private static boolean isDivisible(BootImage image) {
        try {
            new ImageSource(image).read(0, 1);
            return true;
        } catch (IOException e) {
            log.infof("image %s cannot be had in parts: %s", image.id(), e.getMessage());
            return false;
        }
    }

    private boolean canListen(BootImage image) {
        var path = socket(image).toString();
        var can = path.length() <= NbdServer.LONGEST_PATH
                && PLAIN_PATH.matcher(path).matches();
        if (!can) {
            log.warnf("no socket can be at %s: image %s is fetched whole before the boot", path, image.id());
        }
        return can;
    }

    private Path socket(BootImage image) {
        return socket(image.sha512());
    }

    /// Where an image that the cache has, or would have, in `file` is or was served.
    public Path socketFor(Path file) {
        return socket(file.getFileName().toString());
    }

    private Path socket(String sha512) {
        return folder.resolve(sha512.substring(0, NAME));
    }
}
