package io.virga.agent.instance;

import io.virga.agent.hypervisor.Hypervisor;
import io.virga.contract.agent.AgentCommand.StopInstance;
import java.time.Duration;

/// Makes an instance be shut down.
final class StopHandler {

    private final Hypervisor hypervisor;
    private final PowerOff powerOff;

    StopHandler(Hypervisor hypervisor, PowerOff powerOff) {
        this.hypervisor = hypervisor;
        this.powerOff = powerOff;
    }

    void handle(StopInstance command) {
        hypervisor.remember(command.instance(), command.generation());
        var grace = command.force() ? Duration.ZERO : Duration.ofSeconds(command.graceSeconds());
        powerOff.within(command.instance(), grace);
    }
}
