package io.virga.agent.disk;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;

/// Makes the files that a machine starts from, inside the instance's own folder. Deleting the folder undoes all of it.
public interface Disks {

    /// A root disk; a `lazy` one stands on an image that has not come whole.
    record Root(Path file, boolean lazy) {}

    /// The root disk. Throws `UnfitImage`, `ImageUnreachable` or `NoRoomForImage`.
    Root root(LaunchInstance command, Path folder);

    /// Copies `root`, the disk of a machine that is off, into `copy`: a qcow2 that stands alone. Throws
    /// `Tool.Failed`.
    void flatten(Path root, Path copy);

    /// The disk that tells the guest what it is.
    Path configDrive(LaunchInstance command, Path folder);
}
