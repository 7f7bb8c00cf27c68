package io.virga.agent.hypervisor;

/// The hypervisor does not answer. Nothing is known about what was asked for; asking again later is safe.
public final class HypervisorUnavailable extends RuntimeException {
    public HypervisorUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
