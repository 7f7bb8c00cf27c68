package io.virga.agent.disk;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;

/// Names disks without making them: simulated machines read none.
public final class SimulatedDisks implements Disks {

    @Override
    public Root root(LaunchInstance command, Path folder) {
        return new Root(folder.resolve("disk.qcow2"), false);
    }

    @Override
    public void flatten(Path root, Path copy) {
        EmptyQcow2.write(copy);
    }

    @Override
    public Path configDrive(LaunchInstance command, Path folder) {
        return folder.resolve("config.iso");
    }
}
