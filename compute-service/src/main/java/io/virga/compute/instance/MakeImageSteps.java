package io.virga.compute.instance;

import io.virga.compute.host.Hosts;
import io.virga.compute.image.ImageClient;
import io.virga.compute.image.UploadClient;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Workflow.Progress;
import io.virga.compute.snapshot.Snapshot;
import io.virga.compute.snapshot.Snapshots;
import io.virga.contract.agent.AgentCommand.DiscardSnapshot;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Predicate;

/// The steps of the making of an image. Each may be repeated; a command that a host, although it is up, has left
/// unanswered is sent again.
@ApplicationScoped
class MakeImageSteps {

    private final StepTransactions transactions;
    private final Snapshots snapshots;
    private final Commands commands;
    private final ImageClient images;
    private final UploadClient uploads;
    private final Hosts hosts;
    private final Clock clock;

    MakeImageSteps(
            StepTransactions transactions,
            Snapshots snapshots,
            Commands commands,
            ImageClient images,
            UploadClient uploads,
            Hosts hosts,
            Clock clock) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.commands = commands;
        this.images = images;
        this.uploads = uploads;
        this.hosts = hosts;
        this.clock = clock;
    }

    /// Waits for the host's copy. The first command left with the request.
    Progress taken(Operation operation) {
        return transactions.in(operation, instance -> {
            var snapshot = of(instance);
            if (snapshot.size().isPresent()) {
                return Progress.DONE;
            }
            instance.goOnWith(Task.IMAGE_SNAPSHOT, clock.instant());
            if (commands.unanswered(instance)) {
                var command = new SnapshotInstance(instance.id(), instance.generation(), snapshot.image());
                instance.host().filter(hosts::isUp).ifPresent(host -> commands.send(instance, host, command));
            }
            return Progress.WAITING;
        });
    }

    /// A newer generation: whatever the host still has to do for the copy is outdated.
    void discard(Operation operation) {
        transactions.in(operation, instance -> {
            instance.nextGeneration();
            return forget(instance, of(instance).image());
        });
    }

    Progress session(Operation operation) {
        var snapshot = transactions.in(operation, instance -> {
            instance.goOnWith(Task.IMAGE_PENDING_UPLOAD, clock.instant());
            return of(instance);
        });
        uploads.begin(operation.behalf(), snapshot.image(), snapshot.size().orElseThrow());
        return Progress.DONE;
    }

    /// The first command goes to a host that is not heard of, too: it waits at the broker.
    Progress upload(Operation operation) {
        return upload(operation, _ -> true);
    }

    private Progress upload(Operation operation, Predicate<HostName> hosts) {
        var parts = uploads.parts(operation.behalf(), image(operation));
        return transactions.in(operation, instance -> {
            instance.goOnWith(Task.IMAGE_UPLOADING, clock.instant());
            var image = of(instance).image();
            var command =
                    new UploadSnapshot(instance.id(), instance.generation(), image, parts.partSize(), parts.urls());
            instance.host().filter(hosts).ifPresent(host -> commands.send(instance, host, command));
            return Progress.DONE;
        });
    }

    /// Waits for the host. What is sent again has new URLs, because they end by themselves.
    Progress uploaded(Operation operation) {
        var again = transactions.in(operation, instance -> !of(instance).isUploaded() && commands.unanswered(instance));
        if (again) {
            upload(operation, hosts::isUp);
        }
        return transactions.in(operation, instance -> of(instance).isUploaded() ? Progress.DONE : Progress.WAITING);
    }

    Progress complete(Operation operation) {
        uploads.complete(operation.behalf(), image(operation));
        return Progress.DONE;
    }

    /// Waits until the image service has proved the image. Then the host needs its copy no more.
    Progress active(Operation operation) {
        var id = image(operation);
        var image = images.find(operation.behalf(), id).orElseThrow(() -> new NotFound("Image", id));
        return switch (image.status()) {
            case "active", "deactivated" -> transactions.in(operation, instance -> forget(instance, id));
            case "queued" ->
                throw new Conflict(uploads.reason(operation.behalf(), id)
                        .map("The image service refused the image: %s"::formatted)
                        .orElse("The image service refused the image."));
            default -> Progress.WAITING;
        };
    }

    private Progress forget(Instance instance, ImageId image) {
        var discard = new DiscardSnapshot(instance.id(), instance.generation(), image);
        instance.host().ifPresent(host -> commands.send(instance, host, discard));
        return Progress.DONE;
    }

    private ImageId image(Operation operation) {
        return transactions.in(operation, instance -> of(instance).image());
    }

    private Snapshot of(Instance instance) {
        return snapshots
                .underWay(instance.id())
                .orElseThrow(() -> new Conflict("Instance %s has lost its snapshot".formatted(instance.id())));
    }
}
