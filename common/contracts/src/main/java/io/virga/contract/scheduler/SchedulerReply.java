package io.virga.contract.scheduler;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import java.util.List;

/// A scheduler's answer to `PlaceInstance`, with the request's generation.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "placed.v1", value = SchedulerReply.Placed.class),
    @Type(name = "not-placed.v1", value = SchedulerReply.NotPlaced.class),
})
public sealed interface SchedulerReply {

    InstanceId instance();

    long generation();

    /// The claim stands on `host`.
    record Placed(InstanceId instance, long generation, HostName host) implements SchedulerReply {}

    /// No host fits. `hosts` were looked at; `turnedAway` says, rule by rule in their order, how many each took away
    /// and what the nearest miss was. Tenants may see all of it: it has counts and amounts but no host names.
    record NotPlaced(InstanceId instance, long generation, int hosts, List<TurnedAway> turnedAway)
            implements SchedulerReply {}

    /// `nearestMiss` is null when the rule knows no amount, else like `memory: 512 MiB free of 2048 MiB asked`.
    record TurnedAway(String rule, int hosts, String nearestMiss) {}
}
