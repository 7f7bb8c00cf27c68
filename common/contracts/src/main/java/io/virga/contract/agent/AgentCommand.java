package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.util.List;

/// What the compute service may ask of the agent on one host.
///
/// Every command names the state to reach rather than the steps to take, so that receiving it twice
/// is the same as receiving it once. The type names are part of the wire contract: never rename one,
/// never reuse one.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "launch-instance.v1", value = AgentCommand.LaunchInstance.class),
    @Type(name = "start-instance.v1", value = AgentCommand.StartInstance.class),
    @Type(name = "stop-instance.v1", value = AgentCommand.StopInstance.class),
    @Type(name = "reboot-instance.v1", value = AgentCommand.RebootInstance.class),
    @Type(name = "destroy-instance.v1", value = AgentCommand.DestroyInstance.class),
    @Type(name = "snapshot-instance.v1", value = AgentCommand.SnapshotInstance.class),
    @Type(name = "upload-snapshot.v1", value = AgentCommand.UploadSnapshot.class),
    @Type(name = "discard-snapshot.v1", value = AgentCommand.DiscardSnapshot.class),
    @Type(name = "supply-image.v1", value = AgentCommand.SupplyImage.class),
    @Type(name = "image-gone.v1", value = AgentCommand.ImageGone.class),
})
public sealed interface AgentCommand {

    InstanceId instance();

    /// The instance's generation when the command was decided on. The agent ignores a command that
    /// is older than the last one that it has carried out, and puts the number in its report.
    long generation();

    /// Be running, with this disk, these interfaces and this configuration. `lazy` lets it run before the
    /// image's bytes have come; a command of before this field says no.
    record LaunchInstance(
            InstanceId instance,
            long generation,
            Machine machine,
            BootImage image,
            List<Nic> nics,
            GuestConfig config,
            boolean lazy)
            implements AgentCommand {}

    /// Be running, with what the host has of the instance.
    record StartInstance(InstanceId instance, long generation) implements AgentCommand {}

    /// Be shut down. Without `force` the guest is asked first, for at most `graceSeconds`, then its power is cut.
    record StopInstance(InstanceId instance, long generation, boolean force, int graceSeconds)
            implements AgentCommand {}

    /// Have been reset since this generation, and be running. `hard` cuts the power; soft asks the guest first.
    record RebootInstance(InstanceId instance, long generation, boolean hard, int graceSeconds)
            implements AgentCommand {}

    /// Be gone, with disk, configuration and interfaces.
    record DestroyInstance(InstanceId instance, long generation) implements AgentCommand {}

    /// Have a copy of the root disk, as it was at one moment since this generation, in a file that will be
    /// `image`. Ends with `SnapshotTaken`, or `CommandFailed`; until then it may be sent again, and the same
    /// copy answers it.
    record SnapshotInstance(InstanceId instance, long generation, ImageId image) implements AgentCommand {}

    /// Have that file in the store: bytes `i * partSize` to `(i + 1) * partSize`, the last part being
    /// shorter, by a PUT to the URL number `i`. Ends with `SnapshotUploaded`, or `CommandFailed`. Sent again
    /// it brings fresh URLs.
    record UploadSnapshot(InstanceId instance, long generation, ImageId image, long partSize, List<String> urls)
            implements AgentCommand {
        public UploadSnapshot {
            urls = List.copyOf(urls);
        }

        /// Whoever has a URL may write a part: they stay out of logs.
        @Override
        public String toString() {
            return "UploadSnapshot[%s, %d, %s, %d parts]".formatted(instance, generation, image, urls.size());
        }
    }

    /// Have nothing left of the snapshot for `image`, whatever has become of it.
    record DiscardSnapshot(InstanceId instance, long generation, ImageId image) implements AgentCommand {}

    /// Take from this URL what the disk still lacks of its image. Answers `ImageWanted`; is not answered
    /// itself, and means nothing to a disk that lacks nothing.
    record SupplyImage(InstanceId instance, long generation, BootImage image) implements AgentCommand {}

    /// Know that the image was deleted: a disk that still lacks something of it is lost, see `DiskLost`. The other
    /// answer to `ImageWanted`, and not answered itself either.
    record ImageGone(InstanceId instance, long generation, ImageId image) implements AgentCommand {}
}
