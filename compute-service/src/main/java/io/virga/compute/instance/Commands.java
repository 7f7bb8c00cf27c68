package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.operation.Operation;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.ImageGone;
import io.virga.contract.agent.AgentCommand.RebootInstance;
import io.virga.contract.agent.AgentCommand.StartInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.BootImage;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.HostName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/// What we say to hosts and schedulers about an instance; always with its present generation, and always in the
/// transaction that makes it necessary. Messages about one instance stay in order.
@ApplicationScoped
class Commands {

    private final Outbox outbox;
    private final ComputeConfig config;
    private final Clock clock;

    Commands(Outbox outbox, ComputeConfig config, Clock clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    void place(Instance instance, Set<HostName> excluded) {
        var spec = instance.spec();
        var host = spec.host() == null ? null : new HostName(spec.host());
        tellScheduler(
                instance,
                new PlaceInstance(
                        instance.id(),
                        instance.generation(),
                        instance.project(),
                        spec.resources(),
                        spec.zone(),
                        host,
                        excluded));
        instance.commanded(clock.instant());
    }

    void place(Instance instance, Operation boot) {
        place(instance, boot.excluded());
    }

    void release(Instance instance) {
        tellScheduler(instance, new ReleaseClaim(instance.id(), instance.generation()));
    }

    void send(Instance instance, HostName host, AgentCommand command) {
        outbox.send(Addresses.commands(host), command, instance.id().toString());
        instance.commanded(clock.instant());
    }

    /// Nothing waits for an answer to it.
    void supply(Instance instance, HostName host, BootImage image) {
        outbox.send(
                Addresses.commands(host),
                new SupplyImage(instance.id(), instance.generation(), image),
                instance.id().toString());
    }

    void imageGone(Instance instance, HostName host) {
        outbox.send(
                Addresses.commands(host),
                new ImageGone(instance.id(), instance.generation(), instance.image()),
                instance.id().toString());
    }

    /// Whether what was sent last could have been answered by now, and was not.
    boolean unanswered(Instance instance) {
        var limit = clock.instant().minus(config.redriveAfter());
        return instance.commandedAt().filter(sent -> sent.isAfter(limit)).isEmpty();
    }

    void destroy(Instance instance, HostName host) {
        send(instance, host, new DestroyInstance(instance.id(), instance.generation()));
    }

    /// Sends, or sends again, what the present task needs.
    void forTask(Instance instance, HostName host, Task task) {
        var id = instance.id();
        var generation = instance.generation();
        var grace = (int) config.shutdownGrace().toSeconds();
        send(
                instance,
                host,
                switch (task) {
                    case POWERING_ON -> new StartInstance(id, generation);
                    case POWERING_OFF -> new StopInstance(id, generation, false, grace);
                    case REBOOTING -> new RebootInstance(id, generation, false, grace);
                    case REBOOTING_HARD -> new RebootInstance(id, generation, true, 0);
                    case DELETING -> new DestroyInstance(id, generation);
                    case SCHEDULING,
                            NETWORKING,
                            SPAWNING,
                            IMAGE_SNAPSHOT_PENDING,
                            IMAGE_SNAPSHOT,
                            IMAGE_PENDING_UPLOAD,
                            IMAGE_UPLOADING ->
                        throw new IllegalStateException("its workflow sends its commands: " + task);
                });
    }

    private void tellScheduler(Instance instance, Object request) {
        outbox.send(Addresses.SCHEDULER_REQUESTS, request, instance.id().toString());
    }
}
