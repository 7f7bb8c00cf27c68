package io.virga.agent.hypervisor;

/// The hypervisor answered, and refused. The message is the hypervisor's own: for operators, not for tenants.
public final class HypervisorFailure extends RuntimeException {
    public HypervisorFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
