package io.virga.agent.image;

import io.virga.agent.image.CacheRoom.Reservation;
import io.virga.agent.image.ImageCache.CachedImage;
import io.virga.agent.nbd.NbdServer;
import io.virga.contract.agent.BootImage;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// An image that machines run on while it is fetched: what they ask for comes from the store, ahead of its turn. The
/// fetch begins when they have started, or have had their time for it. Its room on the disk is kept from the beginning
/// until it is over or nobody uses the image any more, so that no other image is promised the same.
///
/// Until the whole has been fetched nobody has proved that these bytes are the ones that were uploaded; `unfit` tells
/// when they were not.
public final class ServedImage {

    private static final Logger log = Logger.getLogger(ServedImage.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// Half of what the compute service promises for a URL.
    private static final Duration FRESH = Duration.ofMinutes(30);

    /// How long a machine's read waits for the store before it fails, and the machine is paused.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final BootImage image;
    private final Path socket;
    private final ImageSource source;
    private final RemoteImage bytes;
    private final NbdServer server;
    private final ImageInspection inspection;
    private final Optional<Reservation> room;
    private final HeadStart headStart;
    private final InstantSource clock;
    private final Set<InstanceId> users = new HashSet<>();
    private volatile Instant suppliedAt;
    private volatile boolean refused;
    private volatile CachedImage whole;
    private volatile UnfitImage unfit;
    private volatile boolean closed;

    /// How long machines that start have the line, and the processors that the hash needs, to themselves: until none
    /// of them has read for `quiet`, and for `longest` at most.
    public record HeadStart(Duration quiet, Duration longest) {}

    /// No more reads go on at the same time than there are `turns`.
    ServedImage(
            BootImage image,
            Path socket,
            BlockCache blocks,
            Semaphore turns,
            ImageCache cache,
            HeadStart headStart,
            InstantSource clock) {
        this.image = image;
        this.socket = socket;
        this.headStart = headStart;
        this.clock = clock;
        this.suppliedAt = clock.instant();
        this.source = new ImageSource(image);
        this.bytes = new RemoteImage(source, image.size(), blocks, PATIENCE);
        this.inspection = cache.inspection();
        this.server = new NbdServer(socket, bytes, turns);
        this.room = cache.has(image) ? Optional.empty() : reserved(cache);
        Thread.ofVirtual().name("fill-" + image.id()).start(() -> fill(cache));
    }

    private Optional<Reservation> reserved(ImageCache cache) {
        try {
            return Optional.of(cache.reserve(image));
        } catch (NoRoomForImage | ImageUnreachable e) {
            log.warnf("image %s is served without room for the whole: %s", image.id(), e.getMessage());
            return Optional.empty();
        }
    }

    public BootImage image() {
        return image;
    }

    /// As QEMU names what is served.
    public String uri() {
        return "nbd+unix:///image?socket=" + socket;
    }

    /// The image once it is whole on this host and proved.
    public Optional<CachedImage> whole() {
        return Optional.ofNullable(whole);
    }

    /// Why nobody may go on with it.
    public Optional<UnfitImage> unfit() {
        return Optional.ofNullable(unfit);
    }

    /// Whether its URL ends soon, or has ended.
    public boolean wantsUrl() {
        return whole == null && (refused || suppliedAt.isBefore(clock.instant().minus(FRESH)));
    }

    void supply(BootImage fresh) {
        source.renew(fresh);
        suppliedAt = clock.instant();
        refused = false;
    }

    /// In bytes, by a look at the header that the image has. Throws `UnfitImage` or `ImageUnreachable`.
    public long virtualSize() {
        var header = ByteBuffer.allocate((int) Math.min(ImageInspection.HEADER, image.size()));
        try {
            bytes.read(0, header);
        } catch (IOException e) {
            throw new ImageUnreachable(image.id(), String.valueOf(e.getMessage()), e);
        }
        return inspection.virtualSize(header.flip(), uri(), socket, image.format());
    }

    void usedBy(InstanceId id) {
        users.add(id);
    }

    /// Whether nobody else uses it.
    boolean unusedWithout(InstanceId id) {
        users.remove(id);
        return users.isEmpty();
    }

    /// A fetch that is under way goes on: others may wait for it, and the cache keeps what it brings.
    void close() {
        closed = true;
        room.ifPresent(Reservation::close);
        server.close();
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(ImageCache cache) {
        try {
            fetch(cache);
        } finally {
            room.ifPresent(Reservation::close);
        }
    }

    private void fetch(ImageCache cache) {
        letMachinesStart();
        var doubtful = false;
        while (!closed && whole == null && unfit == null) {
            try {
                whole = take(cache.fetch(image, source));
            } catch (UnfitImage e) {
                log.errorf("image %s is not what was uploaded: %s", image.id(), e.getMessage());
                // A byte may have been turned over on its way, once.
                unfit = doubtful ? e : null;
                doubtful = true;
            } catch (ImageUnreachable e) {
                log.infof("image %s waits: %s", image.id(), e.getMessage());
                refused = true;
                rest(PAUSE);
            } catch (IOException | RuntimeException e) {
                log.warnf("image %s waits: %s", image.id(), e.getMessage());
                rest(PAUSE);
            }
        }
    }

    private CachedImage take(CachedImage fetched) throws IOException {
        bytes.readFrom(fetched.file());
        return fetched;
    }

    private void letMachinesStart() {
        var end = System.nanoTime() + headStart.longest().toNanos();
        while (!closed && System.nanoTime() < end && bytes.idle().compareTo(headStart.quiet()) < 0) {
            rest(LOOK);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
