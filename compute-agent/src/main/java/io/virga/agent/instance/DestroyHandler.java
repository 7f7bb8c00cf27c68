package io.virga.agent.instance;

import io.virga.contract.agent.AgentCommand.DestroyInstance;

/// Makes an instance be gone. The tombstone comes first, so that whatever a crash leaves behind is known to be rubbish.
final class DestroyHandler {

    private final Tombstones tombstones;
    private final Removal removal;

    DestroyHandler(Tombstones tombstones, Removal removal) {
        this.tombstones = tombstones;
        this.removal = removal;
    }

    void handle(DestroyInstance command) {
        tombstones.set(command.instance(), command.generation());
        removal.of(command.instance());
    }
}
