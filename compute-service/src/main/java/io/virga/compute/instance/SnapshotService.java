package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.instance.InstanceLifecycle.Decision;
import io.virga.compute.instance.InstanceLifecycle.Intent;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.operation.Operations;
import io.virga.compute.peer.Behalf;
import io.virga.compute.snapshot.Snapshots;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.model.CloudException.Conflict;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/// Begins the making of an image of an instance. Between the two transactions, the image service makes the image.
@ApplicationScoped
public class SnapshotService {

    private final Instances instances;
    private final InstanceActions actions;
    private final Operations operations;
    private final Snapshots snapshots;
    private final Commands commands;
    private final ComputeConfig config;
    private final Clock clock;

    SnapshotService(
            Instances instances,
            InstanceActions actions,
            Operations operations,
            Snapshots snapshots,
            Commands commands,
            ComputeConfig config,
            Clock clock) {
        this.instances = instances;
        this.actions = actions;
        this.operations = operations;
        this.snapshots = snapshots;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /// An image that may be made, and of what.
    public record Announced(ImageId image, Instance instance) {}

    /// `Conflict` when the instance's state does not allow it. An image that is announced and never begun is deleted.
    @Transactional
    public Announced announce(Requester requester, InstanceId id) {
        var instance = allowed(requester, id);
        return new Announced(snapshots.announce(id, Behalf.of(requester.caller())), instance);
    }

    /// The announced image is there: the host is told to take the snapshot.
    @Transactional
    public void begin(Requester requester, InstanceId id, ImageId image) {
        var instance = allowed(requester, id);
        if (!snapshots.begin(image)) {
            throw new Conflict("Image %s came too late.".formatted(image));
        }
        var now = clock.instant();
        var host = instance.host().orElseThrow(() -> new Conflict("Instance %s is on no host".formatted(id)));
        var pending = new Changing(
                instance.state().vm(), InstanceState.Task.IMAGE_SNAPSHOT_PENDING, now.plus(config.snapshotTimeout()));
        instance.moveTo(pending, now);
        instance.nextGeneration();
        commands.send(instance, host, new SnapshotInstance(id, instance.generation(), image));
        operations.begin(id, MakeImage.KIND, Behalf.of(requester.caller()), requester.requestId());
        actions.begin(instance, Intent.SNAPSHOT.verb, requester);
    }

    /// The announced image will not be.
    @Transactional
    public void giveUp(ImageId announced) {
        snapshots.giveUp(announced);
    }

    private Instance allowed(Requester requester, InstanceId id) {
        var instance = instances.getLocked(requester.caller(), id);
        InstanceService.refuseIfLocked(requester, instance);
        if (InstanceLifecycle.decide(instance.state(), Intent.SNAPSHOT) instanceof Decision.Refuse refusal) {
            throw new Conflict(refusal.about(id));
        }
        return instance;
    }
}
