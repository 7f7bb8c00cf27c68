package io.virga.agent.disk;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;

/// Makes the files that a machine starts from, inside the instance's own folder. Deleting the folder undoes all of it.
public interface Disks {

    /// The root disk. Throws `UnfitImage` or `ImageUnreachable`.
    Path root(LaunchInstance command, Path folder);

    /// Copies the root disk in `folder`, of a machine that is off, into `copy`: a qcow2 that stands alone. Throws
    /// `Tool.Failed`.
    void flatten(Path folder, Path copy);

    /// The disk that tells the guest what it is.
    Path configDrive(LaunchInstance command, Path folder);
}
