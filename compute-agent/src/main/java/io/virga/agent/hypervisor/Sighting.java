package io.virga.agent.hypervisor;

import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;

/// A machine as the hypervisor has it now; `generation` is what it was last told to remember.
public record Sighting(InstanceId instance, long generation, Power power) {}
