package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.time.Instant;

/// What an agent tells of one instance. Reports may be repeated, late, or overtake each other.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "instance-observed.v1", value = AgentReport.InstanceObserved.class),
    @Type(name = "command-done.v1", value = AgentReport.CommandDone.class),
    @Type(name = "command-failed.v1", value = AgentReport.CommandFailed.class),
    @Type(name = "snapshot-taken.v1", value = AgentReport.SnapshotTaken.class),
    @Type(name = "snapshot-uploaded.v1", value = AgentReport.SnapshotUploaded.class),
    @Type(name = "image-wanted.v1", value = AgentReport.ImageWanted.class),
    @Type(name = "disk-lost.v1", value = AgentReport.DiskLost.class),
})
public sealed interface AgentReport {

    HostName host();

    InstanceId instance();

    /// The generation of the last command that the agent carried out, or was carrying out, on the instance.
    long generation();

    Instant observedAt();

    Power power();

    /// The power state as it is now, whoever changed it. Sent whenever it changes.
    record InstanceObserved(HostName host, InstanceId instance, long generation, Instant observedAt, Power power)
            implements AgentReport {}

    /// The command with this generation has reached its state.
    record CommandDone(HostName host, InstanceId instance, long generation, Instant observedAt, Power power)
            implements AgentReport {}

    /// The command with this generation did not reach its state; what it had begun is undone. `reason` may be
    /// shown to the tenant, `detail` only to operators. `retryElsewhere` says that another host may succeed.
    record CommandFailed(
            HostName host,
            InstanceId instance,
            long generation,
            Instant observedAt,
            Power power,
            String reason,
            String detail,
            boolean retryElsewhere)
            implements AgentReport {}

    /// The root disk has been copied; the copy has `size` bytes and waits on the host.
    record SnapshotTaken(
            HostName host,
            InstanceId instance,
            long generation,
            Instant observedAt,
            Power power,
            ImageId image,
            long size)
            implements AgentReport {}

    /// Every part of the copy has been taken by the store.
    record SnapshotUploaded(
            HostName host, InstanceId instance, long generation, Instant observedAt, Power power, ImageId image)
            implements AgentReport {}

    /// The instance runs on an image that has not come whole, and the URL of it ends soon or has ended: send
    /// `SupplyImage`. Repeated until it comes.
    record ImageWanted(
            HostName host, InstanceId instance, long generation, Instant observedAt, Power power, ImageId image)
            implements AgentReport {}

    /// What the root disk stands on cannot be had, or is not what was uploaded: the machine was turned off, and
    /// nobody can go on with this disk. `reason` may be shown to the tenant, `detail` only to operators.
    record DiskLost(
            HostName host,
            InstanceId instance,
            long generation,
            Instant observedAt,
            Power power,
            String reason,
            String detail)
            implements AgentReport {}
}
