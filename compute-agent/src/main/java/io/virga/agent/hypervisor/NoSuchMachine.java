package io.virga.agent.hypervisor;

import io.virga.model.InstanceId;

/// The hypervisor has no such machine.
public final class NoSuchMachine extends RuntimeException {
    public NoSuchMachine(InstanceId id) {
        super("there is no machine of instance " + id);
    }
}
