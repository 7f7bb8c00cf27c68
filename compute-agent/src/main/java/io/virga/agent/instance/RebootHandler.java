package io.virga.agent.instance;

import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.contract.agent.AgentCommand.RebootInstance;
import java.time.Duration;

/// Makes an instance have been off since this generation, and run. The generation is kept only afterwards: so a reboot
/// that was cut short is done again, and one that was done is not.
final class RebootHandler {

    private final Hypervisor hypervisor;
    private final PowerOff powerOff;

    RebootHandler(Hypervisor hypervisor, PowerOff powerOff) {
        this.hypervisor = hypervisor;
        this.powerOff = powerOff;
    }

    void handle(RebootInstance command) {
        var id = command.instance();
        var machine = hypervisor.find(id).orElseThrow(() -> new NoSuchMachine(id));
        if (machine.generation() < command.generation()) {
            powerOff.within(id, command.hard() ? Duration.ZERO : Duration.ofSeconds(command.graceSeconds()));
        }
        hypervisor.start(id);
        hypervisor.remember(id, command.generation());
    }
}
