package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Procedure;
import io.virga.compute.operation.Workflow;
import io.virga.compute.operation.Workflow.Outcome;
import io.virga.compute.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// From a running or stopped instance to an active image of its root disk: copied on the host, brought from there into
/// the store, proved by the image service.
///
/// However it ends, the instance is left as it is. When it fails, the image goes, and the action says why.
@ApplicationScoped
class MakeImage implements Procedure {

    static final String KIND = "snapshot";

    private static final String ACTIVE = "active";
    private static final Duration PROVING = Duration.ofSeconds(1);

    private final Instances instances;
    private final InstanceActions actions;
    private final Observations observations;
    private final Snapshots snapshots;
    private final MakeImageSteps steps;
    private final ComputeConfig config;
    private final Workflow<Operation> workflow;

    MakeImage(
            Instances instances,
            InstanceActions actions,
            Observations observations,
            Snapshots snapshots,
            MakeImageSteps steps,
            ComputeConfig config) {
        this.instances = instances;
        this.actions = actions;
        this.observations = observations;
        this.snapshots = snapshots;
        this.steps = steps;
        this.config = config;
        this.workflow = new Workflow<Operation>()
                .step("taken", steps::taken, steps::discard)
                .step("session", steps::session, MakeImage::goesWithTheImage)
                .step("upload", steps::upload, MakeImage::goesWithTheImage)
                .step("uploaded", steps::uploaded, MakeImage::goesWithTheImage)
                .step("complete", steps::complete, MakeImage::goesWithTheImage)
                .step(ACTIVE, steps::active, MakeImage::goesWithTheImage);
    }

    private static void goesWithTheImage(Operation snapshot) {
        // the image is deleted in the end, and what the store has of it with it
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome advance(Operation operation, Workflow.Journal journal) {
        return workflow.run(operation, journal);
    }

    @Override
    public Duration patience(String step) {
        return step.equals(ACTIVE) ? PROVING : config.redriveAfter();
    }

    @Override
    public void finished(Operation operation) {
        snapshots.underWay(operation.instance()).ifPresent(snapshots::done);
        end(operation, Optional.empty());
    }

    @Override
    public boolean undone(Operation operation) {
        snapshots.underWay(operation.instance()).ifPresent(snapshots::giveUp);
        end(operation, Optional.of(operation.failure().map(Failure::reason).orElse("The image could not be made.")));
        return false;
    }

    private void end(Operation operation, Optional<String> failure) {
        instances.lock(operation.instance()).ifPresent(instance -> {
            var next = InstanceLifecycle.snapshotEnded(instance.state(), instance.power());
            observations.settle(instance, next);
            actions.end(instance, failure);
        });
    }
}
