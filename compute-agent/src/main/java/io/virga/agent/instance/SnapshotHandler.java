package io.virga.agent.instance;

import io.virga.agent.disk.Disks;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.snapshot.PartUpload;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.DiscardSnapshot;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.contract.agent.Power;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Copies an instance's root disk, and brings the copy into the store. Both take their time, so they go on in the
/// background: the instance's other commands, above all its destruction, need not wait. How it ended is reported from
/// there; a report that was lost is given again when the command comes again.
final class SnapshotHandler {

    private static final Logger log = Logger.getLogger(SnapshotHandler.class);

    private final Hypervisor hypervisor;
    private final Disks disks;
    private final CommandHandler.Records records;
    private final PartUpload upload;
    private final Reports reports;
    private final Map<InstanceId, UploadSnapshot> uploads = new ConcurrentHashMap<>();

    private record Taking(ImageId image) {}

    private record Uploading(ImageId image) {}

    SnapshotHandler(
            Hypervisor hypervisor, Disks disks, CommandHandler.Records records, PartUpload upload, Reports reports) {
        this.hypervisor = hypervisor;
        this.disks = disks;
        this.records = records;
        this.upload = upload;
        this.reports = reports;
    }

    void take(SnapshotInstance command) {
        var id = command.instance();
        hypervisor.remember(id, command.generation());
        inBackground(command, new Taking(command.image()), () -> {
            var file = records.snapshots().find(id, command.image()).orElseGet(() -> copy(id, command.image()));
            reports.taken(command, power(id), size(file));
        });
    }

    void upload(UploadSnapshot command) {
        var id = command.instance();
        hypervisor.remember(id, command.generation());
        uploads.put(id, command);
        inBackground(command, new Uploading(command.image()), () -> {
            var file = records.snapshots()
                    .find(id, command.image())
                    .orElseThrow(() -> new HypervisorFailure("the copy of the disk is gone", null));
            upload.of(file, command.partSize(), part -> uploads.get(id).urls().get(part));
            reports.uploaded(command, power(id));
        });
    }

    void discard(DiscardSnapshot command) {
        hypervisor.remember(command.instance(), command.generation());
        stop(command.instance());
        hypervisor.stopCopying(command.instance());
        records.snapshots().discard(command.instance());
    }

    /// Whatever goes on for the instance is over when it returns.
    void stop(InstanceId id) {
        records.work().end(id);
        uploads.remove(id);
    }

    private Path copy(InstanceId id, ImageId image) {
        hypervisor.stopCopying(id);
        var file = records.snapshots().begin(id, image);
        if (!copiedAlive(id, file)) {
            disks.flatten(hypervisor.rootDisk(id), file);
        }
        return records.snapshots().finish(id, image);
    }

    // A guest that turns itself off meanwhile ends the copy; its disk is at rest then.
    private boolean copiedAlive(InstanceId id, Path file) {
        try {
            return hypervisor.copyRootDisk(id, file);
        } catch (HypervisorFailure e) {
            if (power(id) != Power.SHUT_DOWN) {
                throw e;
            }
            return false;
        }
    }

    private void inBackground(AgentCommand command, Object what, Runnable task) {
        records.work().begin(command.instance(), what, () -> {
            var began = System.nanoTime();
            try {
                task.run();
                log.infof("%s took %d ms", command, (System.nanoTime() - began) / 1_000_000);
            } catch (JMSRuntimeException | HypervisorUnavailable e) {
                throw e; // the command comes again
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    fail(command, e);
                }
            }
        });
    }

    private void fail(AgentCommand command, RuntimeException e) {
        var failure = Failure.of(command, e);
        log.warnf(e, "%s: %s", command, failure.detail());
        reports.failed(command.instance(), command.generation(), power(command.instance()), failure);
    }

    private Power power(InstanceId id) {
        return hypervisor.find(id).map(Sighting::power).orElse(Power.ABSENT);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
