package io.virga.contract.scheduler;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import java.util.Set;

/// What the compute service asks of a scheduler. All of them may be repeated.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "place-instance.v1", value = SchedulerRequest.PlaceInstance.class),
    @Type(name = "release-claim.v1", value = SchedulerRequest.ReleaseClaim.class),
    @Type(name = "set-host-enabled.v1", value = SchedulerRequest.SetHostEnabled.class),
    @Type(name = "set-host-zone.v1", value = SchedulerRequest.SetHostZone.class),
})
public sealed interface SchedulerRequest {

    /// Claim a host for the instance and answer `Placed` or `NotPlaced`. An instance holds at most one claim: a
    /// repeated request (same generation) gets the claim that there is; a newer one moves it. A request
    /// older than the last release is ignored. `availabilityZone` and `host` are null when any will do;
    /// `excluded` are hosts that have failed already.
    record PlaceInstance(
            InstanceId instance,
            long generation,
            ProjectId project,
            Resources resources,
            String availabilityZone,
            HostName host,
            Set<HostName> excluded)
            implements SchedulerRequest {}

    /// Give the instance's claim back. Not answered.
    record ReleaseClaim(InstanceId instance, long generation) implements SchedulerRequest {}

    /// Whether new instances may be placed on the host. Not answered.
    record SetHostEnabled(HostName host, boolean enabled) implements SchedulerRequest {}

    /// The host is in `zone` whatever its agent says; null takes that back. Not answered.
    record SetHostZone(HostName host, String zone) implements SchedulerRequest {}
}
