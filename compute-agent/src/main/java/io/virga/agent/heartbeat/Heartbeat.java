package io.virga.agent.heartbeat;

import io.virga.agent.hypervisor.About;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.image.ImageOrders;
import io.virga.agent.instance.PowerWatch;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.HostReport.Seen;
import io.virga.model.HostName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Tells everybody, again and again, what this host has and sees.
///
/// It starts when the hypervisor has answered for the first time, and then goes on whatever happens to the hypervisor:
/// with what was seen last, because a host that cannot look knows of no change.
public final class Heartbeat {

    /// How the host is described, besides what the hypervisor says of itself; `disk` lies where instances' disks do.
    public record Host(HostName name, String availabilityZone, String address, String datapath, Path disk) {}

    private static final Logger log = Logger.getLogger(Heartbeat.class);

    private final Host host;
    private final Hypervisor hypervisor;
    private final PowerWatch watch;
    private final HostInventory inventory;
    private final ImageOrders orders;
    private final Clock clock;
    private final Consumer<HostReport> sender;
    private final Instant startedAt;
    private final AtomicLong sequence = new AtomicLong();
    private About about;

    public Heartbeat(
            Host host,
            Hypervisor hypervisor,
            PowerWatch watch,
            ImageOrders orders,
            Clock clock,
            Consumer<HostReport> sender) {
        this.host = host;
        this.hypervisor = hypervisor;
        this.watch = watch;
        this.inventory = new HostInventory(Path.of("/proc"), host.disk());
        this.orders = orders;
        this.clock = clock;
        this.sender = sender;
        this.startedAt = clock.instant();
    }

    /// Throws `HypervisorUnavailable` when the hypervisor never answered, and what the sender throws.
    public void beat() {
        if (about == null) {
            about = hypervisor.about();
        }
        var machines = machines();
        sender.accept(new HostReport(
                host.name(),
                startedAt,
                sequence.incrementAndGet(),
                clock.instant(),
                host.availabilityZone(),
                new HostReport.Hypervisor(
                        about.kind(),
                        about.virtType(),
                        about.version(),
                        host.address(),
                        inventory.cpuModel(),
                        host.datapath()),
                inventory.now(machines),
                machines.stream()
                        .map(machine -> new Seen(machine.instance(), machine.generation(), machine.power()))
                        .toList(),
                orders.now()));
    }

    private List<Sighting> machines() {
        try {
            return watch.inventory();
        } catch (HypervisorUnavailable e) {
            log.debugf("the heartbeat tells what was seen last: %s", e.getMessage());
            return watch.seen();
        }
    }
}
