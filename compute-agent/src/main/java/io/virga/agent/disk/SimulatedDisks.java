package io.virga.agent.disk;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;

/// Names disks without making them: simulated machines read none.
public final class SimulatedDisks implements Disks {

    @Override
    public Path root(LaunchInstance command, Path folder) {
        return folder.resolve("disk.qcow2");
    }

    @Override
    public void flatten(Path folder, Path copy) {
        EmptyQcow2.write(copy);
    }

    @Override
    public Path configDrive(LaunchInstance command, Path folder) {
        return folder.resolve("config.iso");
    }
}
