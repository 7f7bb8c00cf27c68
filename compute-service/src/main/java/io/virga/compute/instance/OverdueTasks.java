package io.virga.compute.instance;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operations;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Ends what ran out of time, so that no instance is ever stuck: a boot is undone and ends in error, a command's task
/// ends in error, a snapshot is undone and leaves the instance as it was. A deletion has no other end than to succeed:
/// it gets more time, and the log says whom it waits for.
///
/// Takes no input but the database, and may run anywhere, at any time, twice at once.
@ApplicationScoped
class OverdueTasks {

    private static final Logger log = Logger.getLogger(OverdueTasks.class);
    private static final int BATCH = 100;

    private final Instances instances;
    private final InstanceActions actions;
    private final Operations operations;
    private final ComputeConfig config;
    private final Clock clock;
    private final AtomicLong overdue;

    OverdueTasks(
            Instances instances,
            InstanceActions actions,
            Operations operations,
            ComputeConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.instances = instances;
        this.actions = actions;
        this.operations = operations;
        this.config = config;
        this.clock = clock;
        this.overdue = metrics.gauge("virga_overdue_tasks", new AtomicLong());
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void settle() {
        var now = clock.instant();
        QuarkusTransaction.requiringNew()
                .call(() -> instances.overdue(now, BATCH))
                .forEach(id -> QuarkusTransaction.requiringNew().run(() -> settle(id)));
        overdue.set(QuarkusTransaction.requiringNew().call(() -> instances.countOverdue(now)));
    }

    private void settle(InstanceId id) {
        instances.lock(id).ifPresent(instance -> {
            if (instance.state() instanceof Changing changing && changing.overdue(clock.instant())) {
                settle(instance, changing);
            }
        });
    }

    private void settle(Instance instance, Changing state) {
        var now = clock.instant();
        var task = state.task();
        if (task == Task.DELETING) {
            log.warnf("instance %s: still to be destroyed on %s; waiting on", instance.id(), instance.traces());
            instance.moveTo(new Changing(state.vm(), task, now.plus(config.taskTimeout())), instance.updatedAt());
            operations.wake(instance.id());
            return;
        }
        if (task.isSnapshot()) {
            log.warnf("instance %s: its snapshot took too long, and is given up", instance.id());
            operations.fail(instance.id(), new Failure("The snapshot did not end in time.", "", false));
            instance.moveTo(new Changing(state.vm(), task, now.plus(config.taskTimeout())), instance.updatedAt());
            return;
        }
        var reason = "The task '%s' did not end within %d seconds."
                .formatted(
                        task.name().toLowerCase(Locale.ROOT),
                        config.taskTimeout().toSeconds());
        log.warnf("instance %s: %s It is in error now.", instance.id(), reason);
        var host = instance.host().map(name -> "host " + name).orElse("no host yet");
        instance.fail(Faults.of(reason, host, now), now);
        if (task.isBoot()) {
            operations.fail(instance.id(), new Failure(reason, host, false));
        } else {
            actions.end(instance, Optional.of(reason));
        }
    }
}
