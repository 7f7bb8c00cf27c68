package io.virga.agent.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.disk.LazyRoot;
import io.virga.agent.host.AtomicFiles;
import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.image.ImageCache.CachedImage;
import io.virga.agent.image.ServedImage;
import io.virga.agent.image.ServedImages;
import io.virga.agent.image.UnfitImage;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.Power;
import io.virga.messaging.WireFormat;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The instances that run on images which are still being fetched. Each has a mark in its folder, until its disk
/// stands on a file of this host: so a later process goes on with it.
public final class LazyDisks {

    private static final Logger log = Logger.getLogger(LazyDisks.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final String MARK = "lazy.json";
    private static final Object SETTLING = "settling";

    private final Hypervisor hypervisor;
    private final ServedImages images;
    private final CommandHandler.Records records;
    private final PowerWatch watch;
    private final QemuImg qemu;
    private final Clock clock;
    private final Map<InstanceId, Lazy> lazy = new ConcurrentHashMap<>();

    private static final class Lazy {
        private final ServedImage image;
        private volatile Instant askAgain = Instant.MIN;
        private volatile Instant tryAgain = Instant.MIN;

        Lazy(ServedImage image) {
            this.image = image;
        }
    }

    public LazyDisks(
            Hypervisor hypervisor,
            ServedImages images,
            CommandHandler.Records records,
            PowerWatch watch,
            QemuImg qemu,
            Clock clock) {
        this.hypervisor = hypervisor;
        this.images = images;
        this.records = records;
        this.watch = watch;
        this.qemu = qemu;
        this.clock = clock;
    }

    /// Serves again what an earlier process has served. Comes before any command: a machine cannot start without.
    public void takeUp() {
        for (var id : records.folders().all()) {
            try {
                if (Files.exists(mark(id))) {
                    var image = WireFormat.read(Files.readString(mark(id)), BootImage.class);
                    lazy.put(id, new Lazy(images.resume(image, id)));
                }
            } catch (IOException | RuntimeException e) {
                log.errorf(e, "the image under instance %s cannot be served", id);
            }
        }
    }

    /// The instance's new disk stands on the image, which `images` serves.
    void began(InstanceId id, BootImage image) {
        // Whoever may read the mark may read the image.
        AtomicFiles.writePrivately(mark(id), WireFormat.write(image).getBytes(UTF_8));
        lazy.put(id, new Lazy(images.resume(image, id)));
    }

    void supply(SupplyImage command) {
        images.supply(command.image());
        if (lazy.containsKey(command.instance())) {
            AtomicFiles.writePrivately(
                    mark(command.instance()), WireFormat.write(command.image()).getBytes(UTF_8));
        }
    }

    /// The image was deleted: a disk that lacks something of it will lack it for ever.
    void imageGone(InstanceId id) {
        var mine = lazy.get(id);
        if (mine != null && mine.image.whole().isEmpty()) {
            loseHeld(id, new UnfitImage("The image was deleted before the instance's disk was complete."));
        }
    }

    /// The instance is gone, or needs the image no more.
    void end(InstanceId id) {
        lazy.remove(id);
        images.release(id);
    }

    /// Looks after all of them: asks for URLs, lets machines run on that had to wait for the store, and has those
    /// stand on the host's own file whose image is whole. Comes every second or so.
    public void round() {
        var failures = new ArrayList<RuntimeException>();
        lazy.forEach((id, each) -> {
            try {
                if (!records.busy().contains(id)) {
                    hypervisor.find(id).ifPresent(machine -> advance(machine, each));
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        // The others went on.
        failures.stream().findFirst().ifPresent(first -> {
            throw first;
        });
    }

    private void advance(Sighting machine, Lazy each) {
        var id = machine.instance();
        if (machine.power() == Power.PAUSED) {
            hypervisor.resume(id);
        }
        if (records.work().goesOn(id)) {
            return;
        }
        var now = clock.instant();
        if (each.image.unfit().isPresent()) {
            lose(id, each.image.unfit().get());
        } else if (each.image.whole().isPresent()) {
            if (!now.isBefore(each.tryAgain)) {
                each.tryAgain = now.plus(TRY_AGAIN);
                var image = each.image.whole().get();
                records.work().begin(id, SETTLING, () -> settle(id, image));
            }
        } else if (each.image.wantsUrl() && !now.isBefore(each.askAgain)) {
            each.askAgain = now.plus(ASK_AGAIN);
            watch.reports().wanted(machine, each.image.image().id());
        }
    }

    private void settle(InstanceId id, CachedImage image) {
        try {
            if (!settleAtRest(id, image)) {
                move(id, image);
            }
        } catch (NoSuchMachine e) {
            log.debugf("instance %s went before its disk was complete", id);
        } catch (HypervisorFailure | Tool.Failed e) {
            log.infof("the disk of instance %s is not moved yet: %s", id, e.getMessage());
        }
    }

    private boolean settleAtRest(InstanceId id, CachedImage image) {
        try (var _ = records.busy().hold(id)) {
            if (isOn(id)) {
                return false;
            }
            var root = new LazyRoot(hypervisor.rootDisk(id));
            root.settle(image, qemu);
            finish(id, root);
            return true;
        }
    }

    private void move(InstanceId id, CachedImage image) {
        var root = new LazyRoot(hypervisor.rootDisk(id));
        if (root.isLazy()) {
            hypervisor.moveRootDisk(id, root.successor(image));
        }
        try (var _ = records.busy().hold(id)) {
            hypervisor.resume(id);
            finish(id, new LazyRoot(hypervisor.rootDisk(id)));
        }
    }

    private void finish(InstanceId id, LazyRoot root) {
        root.clean();
        forget(id);
        log.infof("the disk of instance %s stands on this host's image", id);
    }

    private void lose(InstanceId id, UnfitImage why) {
        try (var _ = records.busy().hold(id)) {
            loseHeld(id, why);
        }
    }

    private void loseHeld(InstanceId id, UnfitImage why) {
        hypervisor.cutPower(id);
        var machine = hypervisor.find(id).orElseThrow(() -> new NoSuchMachine(id));
        watch.reports().lost(machine, why);
        watch.told(machine);
        forget(id);
    }

    private void forget(InstanceId id) {
        AtomicFiles.delete(mark(id));
        end(id);
    }

    private boolean isOn(InstanceId id) {
        var power = hypervisor.find(id).orElseThrow(() -> new NoSuchMachine(id)).power();
        return power == Power.RUNNING || power == Power.PAUSED;
    }

    private Path mark(InstanceId id) {
        return records.folders().of(id).resolve(MARK);
    }
}
