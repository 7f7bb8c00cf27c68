package io.virga.compute.instance;

import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operations;
import io.virga.compute.snapshot.Snapshot;
import io.virga.compute.snapshot.Snapshots;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.DiskLost;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.AgentReport.SnapshotUploaded;
import io.virga.contract.agent.Power;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What a report on an instance changes here.
///
/// Reports are repeated and may overtake each other: one from a host that the instance has left, one older than the
/// last intent, or older than what was seen last, says nothing about the present.
@ApplicationScoped
class Observations {

    private static final Logger log = Logger.getLogger(Observations.class);

    private final Instances instances;
    private final InstanceActions actions;
    private final Operations operations;
    private final Commands commands;
    private final Snapshots snapshots;
    private final Clock clock;

    Observations(
            Instances instances,
            InstanceActions actions,
            Operations operations,
            Commands commands,
            Snapshots snapshots,
            Clock clock) {
        this.instances = instances;
        this.actions = actions;
        this.operations = operations;
        this.commands = commands;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Transactional
    public void take(AgentReport report) {
        var found = instances.lock(report.instance());
        if (found.isEmpty()) {
            log.warnf("host %s reports an instance that was never ours: %s", report.host(), report.instance());
            return;
        }
        var instance = found.get();
        if (report.power() == Power.ABSENT) {
            gone(instance, report);
        } else if (!instance.host().equals(Optional.of(report.host()))
                && !instance.traces().contains(report.host())) {
            commands.destroy(instance, report.host()); // it has no business there any more
        }
        if (report instanceof DiskLost lost && instance.host().equals(Optional.of(report.host()))) {
            // Told once, and true whatever has been wanted since.
            lose(instance, lost);
        } else if (concernsThePresent(instance, report)) {
            instance.seen(report.power(), report.generation(), report.observedAt());
            apply(instance, report);
        }
    }

    private void gone(Instance instance, AgentReport report) {
        var present = instance.host().equals(Optional.of(report.host()));
        var ended = report instanceof CommandDone || report instanceof CommandFailed;
        if (ended && (!present || report.generation() >= instance.generation())) {
            instance.isGoneFrom(report.host());
            if (isDeleting(instance)) {
                operations.wake(instance.id());
            }
        }
    }

    private static boolean concernsThePresent(Instance instance, AgentReport report) {
        var overtaken =
                instance.powerObservedAt().filter(report.observedAt()::isBefore).isPresent();
        return instance.host().equals(Optional.of(report.host()))
                && report.generation() >= instance.generation()
                && !overtaken;
    }

    private void apply(Instance instance, AgentReport report) {
        switch (instance.state()) {
            case Changing(var _, var task, var _)
            when task == Task.DELETING -> log.debugf("%s: on its way out", instance.id());
            case Changing(var _, var task, var _) when task.isBoot() -> applyToBoot(instance, report);
            case Changing(var _, var task, var _) when task.isSnapshot() -> applyToSnapshot(instance, report);
            case Changing _ -> applyToTask(instance, report);
            case Settled _ -> settle(instance, InstanceLifecycle.observe(instance.state(), report.power(), false));
        }
    }

    private void lose(Instance instance, DiskLost lost) {
        if (isDeleting(instance)) {
            return;
        }
        if (instance.state() instanceof Changing(var _, var task, var _) && task.isWorkflow()) {
            operations.fail(instance.id(), new Failure(lost.reason(), lost.detail(), false));
            if (task.isBoot()) {
                return; // its undoing says so
            }
        } else if (instance.state() instanceof Changing) {
            actions.end(instance, Optional.of(lost.reason()));
        }
        instance.fail(Faults.of(lost.reason(), lost.detail(), clock.instant()), clock.instant());
    }

    private void applyToBoot(Instance instance, AgentReport report) {
        if (report instanceof CommandFailed failed) {
            operations.fail(instance.id(), new Failure(failed.reason(), failed.detail(), failed.retryElsewhere()));
        } else if (report instanceof CommandDone || report.power() == Power.RUNNING) {
            instance.launched(clock.instant());
            operations.wake(instance.id());
        }
    }

    private void applyToSnapshot(Instance instance, AgentReport report) {
        var snapshot = snapshots.underWay(instance.id());
        switch (report) {
            case SnapshotTaken taken ->
                snapshot.filter(found -> found.image().equals(taken.image()))
                        .ifPresent(found -> found.taken(taken.size()));
            case SnapshotUploaded uploaded ->
                snapshot.filter(found -> found.image().equals(uploaded.image())).ifPresent(Snapshot::uploaded);
            case CommandFailed failed -> {
                operations.fail(instance.id(), new Failure(failed.reason(), failed.detail(), false));
                return;
            }
            case CommandDone _, InstanceObserved _, ImageWanted _, DiskLost _ -> {
                return;
            }
        }
        operations.wake(instance.id());
    }

    private void applyToTask(Instance instance, AgentReport report) {
        var before = instance.state();
        var failure = report instanceof CommandFailed failed ? Optional.of(failed.reason()) : Optional.<String>empty();
        var next = failure.isPresent()
                ? InstanceLifecycle.failed(before, report.power())
                : InstanceLifecycle.observe(before, report.power(), report instanceof CommandDone);
        if (next.equals(before)) {
            return;
        }
        settle(instance, next);
        actions.end(instance, failure);
    }

    /// The instance is in `next`, and in error that says why if its machine is gone.
    void settle(Instance instance, InstanceState next) {
        if (next.equals(instance.state())) {
            return;
        }
        if (next.vm() == VmState.ERROR) {
            var why = instance.power() == Power.CRASHED
                    ? "The instance has crashed."
                    : "The instance has vanished from its host.";
            instance.fail(Faults.of(why, "seen on " + instance.host().orElseThrow(), clock.instant()), clock.instant());
            return;
        }
        instance.forgetFault();
        instance.moveTo(next, clock.instant());
    }

    private static boolean isDeleting(Instance instance) {
        return instance.state() instanceof Changing(var _, var task, var _) && task == Task.DELETING;
    }
}
