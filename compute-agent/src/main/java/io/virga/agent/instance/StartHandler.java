package io.virga.agent.instance;

import io.virga.agent.hypervisor.Hypervisor;
import io.virga.contract.agent.AgentCommand.StartInstance;

/// Makes an instance run with what the host has of it.
final class StartHandler {

    private final Hypervisor hypervisor;

    StartHandler(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    void handle(StartInstance command) {
        hypervisor.remember(command.instance(), command.generation());
        hypervisor.start(command.instance());
    }
}
