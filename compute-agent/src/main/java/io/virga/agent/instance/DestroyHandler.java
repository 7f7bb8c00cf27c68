package io.virga.agent.instance;

import io.virga.contract.agent.AgentCommand.DestroyInstance;

/// Makes an instance be gone. The tombstone comes first, so that whatever a crash leaves behind is known to be rubbish.
final class DestroyHandler {

    private final Tombstones tombstones;
    private final SnapshotHandler snapshots;
    private final Removal removal;

    DestroyHandler(Tombstones tombstones, SnapshotHandler snapshots, Removal removal) {
        this.tombstones = tombstones;
        this.snapshots = snapshots;
        this.removal = removal;
    }

    void handle(DestroyInstance command) {
        tombstones.set(command.instance(), command.generation());
        snapshots.stop(command.instance());
        removal.of(command.instance());
    }
}
