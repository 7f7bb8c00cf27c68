package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
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
})
public sealed interface AgentCommand {

    InstanceId instance();

    /// The instance's generation when the command was decided on. The agent ignores a command that
    /// is older than the last one that it has carried out, and puts the number in its report.
    long generation();

    /// Be running, with this disk, these interfaces and this configuration.
    record LaunchInstance(
            InstanceId instance, long generation, Machine machine, BootImage image, List<Nic> nics, GuestConfig config)
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
}
