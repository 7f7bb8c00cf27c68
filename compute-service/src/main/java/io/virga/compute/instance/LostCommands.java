package io.virga.compute.instance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.host.Hosts;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/// Sends a command again, with the same generation, that a host has left unanswered although it is up. Commands name
/// the state to reach, so this never does harm. Boots and deletions look after their own.
@ApplicationScoped
class LostCommands {

    private static final int BATCH = 100;
    private static final List<Task> COMMANDED =
            Arrays.stream(Task.values()).filter(task -> !task.isWorkflow()).toList();

    private final Instances instances;
    private final Commands commands;
    private final Hosts hosts;
    private final ComputeConfig config;
    private final Clock clock;

    LostCommands(Instances instances, Commands commands, Hosts hosts, ComputeConfig config, Clock clock) {
        this.instances = instances;
        this.commands = commands;
        this.hosts = hosts;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendAgain() {
        // A guest may take its whole grace to shut down before there is anything to report.
        var before = clock.instant().minus(config.redriveAfter()).minus(config.shutdownGrace());
        QuarkusTransaction.requiringNew()
                .call(() -> instances.unanswered(COMMANDED, before, BATCH))
                .forEach(id -> QuarkusTransaction.requiringNew().run(() -> sendAgain(id)));
    }

    private void sendAgain(InstanceId id) {
        instances.lock(id).ifPresent(instance -> {
            if (instance.state() instanceof Changing(var _, var task, var _) && !task.isWorkflow()) {
                instance.host().filter(hosts::isUp).ifPresent(host -> commands.forTask(instance, host, task));
            }
        });
    }
}
