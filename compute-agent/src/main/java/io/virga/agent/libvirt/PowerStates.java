package io.virga.agent.libvirt;

import io.virga.contract.agent.Power;
import org.libvirt.DomainInfo.DomainState;

/// libvirt's states in our words.
final class PowerStates {

    private PowerStates() {}

    static Power of(DomainState state) {
        return switch (state) {
            // Shutting down is a guest's wish, not yet a fact.
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_SHUTDOWN -> Power.RUNNING;
            case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED -> Power.PAUSED;
            case VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_NOSTATE -> Power.SHUT_DOWN;
            case VIR_DOMAIN_CRASHED -> Power.CRASHED;
        };
    }
}
