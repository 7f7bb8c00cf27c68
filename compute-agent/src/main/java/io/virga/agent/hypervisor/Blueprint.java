package io.virga.agent.hypervisor;

import io.virga.model.InstanceId;
import io.virga.model.PortId;
import io.virga.model.ProjectId;
import java.nio.file.Path;
import java.util.List;

/// A machine to be built: everything that its definition says, in our words.
///
/// `title` is the tenant's free text. `consoleLog` gets what the guest writes to its serial port.
public record Blueprint(
        InstanceId instance,
        long generation,
        ProjectId project,
        String title,
        int vcpus,
        int memoryMib,
        List<Attachment> attachments,
        Path consoleLog) {

    public Blueprint {
        attachments = List.copyOf(attachments);
    }

    /// Throws `NoSuchElementException` when there is none.
    public Attachment.RootDisk rootDisk() {
        return attachments.stream()
                .filter(Attachment.RootDisk.class::isInstance)
                .map(Attachment.RootDisk.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /// What is plugged into a machine, in the order in which the guest shall see it.
    public sealed interface Attachment {

        /// A qcow2 disk of the instance's own, that it may write. A machine whose `lazy` disk cannot be read is paused,
        /// so that its guest never hears of it.
        record RootDisk(Path file, boolean lazy) implements Attachment {}

        /// An ISO 9660 image, read-only.
        record ConfigDrive(Path file) implements Attachment {}

        /// A network interface on the integration bridge; Open vSwitch knows it by the port's id.
        record Interface(PortId port, String mac) implements Attachment {}
    }
}
