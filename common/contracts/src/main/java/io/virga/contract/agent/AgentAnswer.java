package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;

/// The answer to an `AgentQuestion`, with the question's correlation id.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "console-output.v1", value = AgentAnswer.ConsoleOutput.class),
    @Type(name = "no-such-instance.v1", value = AgentAnswer.NoSuchInstance.class),
})
public sealed interface AgentAnswer {

    /// What the guest wrote, as it wrote it: hostile bytes, decoded as UTF-8 with replacement characters.
    record ConsoleOutput(String output) implements AgentAnswer {}

    /// The host has no such instance.
    record NoSuchInstance() implements AgentAnswer {}
}
