package io.virga.agent.instance;

import io.virga.agent.disk.Disks;
import io.virga.agent.host.InstanceFolders;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.snapshot.PartUpload;
import io.virga.agent.snapshot.SnapshotFiles;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.DiscardSnapshot;
import io.virga.contract.agent.AgentCommand.ImageGone;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.RebootInstance;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.StartInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Carries out one command and reports how it went. When it returns, the report is with the broker; when it throws, the
/// command must be delivered again. What `SnapshotHandler` begins goes on after that, and reports by itself.
public final class CommandHandler {

    private static final Logger log = Logger.getLogger(CommandHandler.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Hypervisor hypervisor;
    private final LazyDisks lazy;
    private final Tombstones tombstones;
    private final BusyInstances busy;
    private final PowerWatch watch;
    private final Reports reports;
    private final Duration patience;
    private final LaunchHandler launch;
    private final StartHandler start;
    private final StopHandler stop;
    private final RebootHandler reboot;
    private final DestroyHandler destroy;
    private final SnapshotHandler snapshots;

    /// What the agent knows of instances: on its own disk, and of what it is at.
    public record Records(
            InstanceFolders folders,
            SnapshotFiles snapshots,
            Tombstones tombstones,
            BusyInstances busy,
            BackgroundWork work) {

        /// Everything below `state`.
        public static Records in(Path state) {
            var folders = new InstanceFolders(state.resolve("instances"));
            return new Records(
                    folders,
                    new SnapshotFiles(folders),
                    new Tombstones(state.resolve("tombstones")),
                    new BusyInstances(),
                    new BackgroundWork());
        }
    }

    /// `hypervisor` is how long a command waits for one that does not answer, `store` the first pause after a part that
    /// was not taken.
    public record Patience(Duration hypervisor, Duration store) {}

    public CommandHandler(
            Hypervisor hypervisor,
            Disks disks,
            LazyDisks lazy,
            Records records,
            PowerOff powerOff,
            PowerWatch watch,
            Patience patience) {
        var removal = new Removal(hypervisor, lazy, records.folders());
        this.hypervisor = hypervisor;
        this.lazy = lazy;
        this.tombstones = records.tombstones();
        this.busy = records.busy();
        this.watch = watch;
        this.reports = watch.reports();
        this.patience = patience.hypervisor();
        this.launch = new LaunchHandler(hypervisor, disks, lazy, records.folders(), removal);
        this.start = new StartHandler(hypervisor);
        this.stop = new StopHandler(hypervisor, powerOff);
        this.reboot = new RebootHandler(hypervisor, powerOff);
        this.snapshots = new SnapshotHandler(hypervisor, disks, records, new PartUpload(patience.store()), reports);
        this.destroy = new DestroyHandler(tombstones, snapshots, removal);
    }

    public void handle(AgentCommand command) {
        try (var _ = busy.hold(command.instance())) {
            var began = System.nanoTime();
            try {
                var seen = patiently(command);
                log.infof(
                        "%s of %s took %d ms",
                        name(command), command.instance(), (System.nanoTime() - began) / 1_000_000);
                if (!goesOn(command)) {
                    tell(command, seen);
                }
            } catch (JMSRuntimeException e) {
                throw e;
            } catch (RuntimeException e) {
                fail(command, e);
            }
        }
    }

    private static boolean goesOn(AgentCommand command) {
        return command instanceof SnapshotInstance || command instanceof UploadSnapshot || isUnanswered(command);
    }

    // What they change is told by `LazyDisks`; what failed is asked for again.
    private static boolean isUnanswered(AgentCommand command) {
        return command instanceof SupplyImage || command instanceof ImageGone;
    }

    private void tell(AgentCommand command, Optional<Sighting> seen) {
        var id = command.instance();
        var power = seen.map(Sighting::power).orElse(Power.ABSENT);
        var known = knownGeneration(id, seen);
        if (command.generation() < known) {
            reports.observed(id, known, power);
        } else {
            reports.done(id, command.generation(), power);
        }
        watch.told(new Sighting(id, known, power));
    }

    private void fail(AgentCommand command, RuntimeException e) {
        var id = command.instance();
        var failure = Failure.of(command, e);
        log.warnf(e, "%s of %s: %s", name(command), id, failure.detail());
        if (isUnanswered(command)) {
            return;
        }
        var power = powerIfKnown(id);
        reports.failed(id, command.generation(), power, failure);
        watch.told(new Sighting(id, command.generation(), power));
    }

    // A hypervisor that is away comes back; the command starts over, and finds what it had done already.
    private Optional<Sighting> patiently(AgentCommand command) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (!outdated(command)) {
                    carryOut(command);
                }
                return hypervisor.find(command.instance());
            } catch (HypervisorUnavailable e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                log.debugf("%s of %s waits: %s", name(command), command.instance(), e.getMessage());
                rest(e);
            }
        }
    }

    private void carryOut(AgentCommand command) {
        switch (command) {
            case LaunchInstance wanted -> {
                // The janitor must not take the new one for a leftover.
                tombstones.remove(wanted.instance());
                launch.handle(wanted);
            }
            case StartInstance wanted -> start.handle(wanted);
            case StopInstance wanted -> stop.handle(wanted);
            case RebootInstance wanted -> reboot.handle(wanted);
            case DestroyInstance wanted -> destroy.handle(wanted);
            case SnapshotInstance wanted -> snapshots.take(wanted);
            case UploadSnapshot wanted -> snapshots.upload(wanted);
            case DiscardSnapshot wanted -> snapshots.discard(wanted);
            case SupplyImage wanted -> lazy.supply(wanted);
            case ImageGone gone -> lazy.imageGone(gone.instance());
        }
    }

    private boolean outdated(AgentCommand command) {
        var id = command.instance();
        var tombstone = tombstones.generation(id).orElse(-1);
        // What was destroyed at this generation is not launched by it: the two cannot both be meant.
        if (command instanceof LaunchInstance && command.generation() == tombstone) {
            return true;
        }
        return command.generation() < knownGeneration(id, hypervisor.find(id));
    }

    private long knownGeneration(InstanceId id, Optional<Sighting> seen) {
        return Math.max(
                seen.map(Sighting::generation).orElse(-1L),
                tombstones.generation(id).orElse(-1));
    }

    private Power powerIfKnown(InstanceId id) {
        try {
            return hypervisor.find(id).map(Sighting::power).orElse(Power.ABSENT);
        } catch (HypervisorUnavailable e) {
            return watch.last(id);
        }
    }

    private static String name(AgentCommand command) {
        return command.getClass().getSimpleName();
    }

    private static void rest(HypervisorUnavailable waitingFor) {
        try {
            Thread.sleep(ASK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw waitingFor;
        }
    }
}
