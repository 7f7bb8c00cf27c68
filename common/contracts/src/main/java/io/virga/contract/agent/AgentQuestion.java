package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.InstanceId;

/// What the compute service asks an agent and waits for. Nothing changes by asking, and nobody minds when a
/// question is lost.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({@Type(name = "read-console.v1", value = AgentQuestion.ReadConsole.class)})
public sealed interface AgentQuestion {

    InstanceId instance();

    /// The last `lines` lines of the serial console, or all that is kept when `lines` is null; never more than
    /// `maxBytes` bytes.
    record ReadConsole(InstanceId instance, Integer lines, int maxBytes) implements AgentQuestion {}
}
