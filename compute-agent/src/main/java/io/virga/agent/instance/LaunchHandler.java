package io.virga.agent.instance;

import io.virga.agent.disk.Disks;
import io.virga.agent.host.InstanceFolders;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes an instance run on this host: its disk, its configuration, then the machine itself.
final class LaunchHandler {

    private final Hypervisor hypervisor;
    private final Disks disks;
    private final LazyDisks lazy;
    private final InstanceFolders folders;
    private final Removal removal;

    LaunchHandler(Hypervisor hypervisor, Disks disks, LazyDisks lazy, InstanceFolders folders, Removal removal) {
        this.hypervisor = hypervisor;
        this.disks = disks;
        this.lazy = lazy;
        this.folders = folders;
        this.removal = removal;
    }

    void handle(LaunchInstance command) {
        if (hypervisor.find(command.instance()).isPresent()) {
            // Its disk may hold the tenant's work by now: it is never made anew.
            hypervisor.remember(command.instance(), command.generation());
            hypervisor.start(command.instance());
            return;
        }
        try (var rollback = new Rollback()) {
            rollback.onFailure(() -> removal.of(command.instance()));
            hypervisor.launch(blueprint(command, attachments(command)));
            rollback.commit();
        }
    }

    private List<Attachment> attachments(LaunchInstance command) {
        var folder = folders.createAnew(command.instance());
        var attachments = new ArrayList<Attachment>();
        var root = disks.root(command, folder);
        if (root.lazy()) {
            lazy.began(command.instance(), command.image());
        }
        attachments.add(new Attachment.RootDisk(root.file(), root.lazy()));
        Path configDrive = disks.configDrive(command, folder);
        for (var nic : command.nics()) {
            attachments.add(new Attachment.Interface(nic.port(), nic.mac()));
        }
        attachments.add(new Attachment.ConfigDrive(configDrive));
        return attachments;
    }

    private Blueprint blueprint(LaunchInstance command, List<Attachment> attachments) {
        return new Blueprint(
                command.instance(),
                command.generation(),
                command.config().project(),
                command.machine().name(),
                command.machine().vcpus(),
                command.machine().memoryMib(),
                attachments,
                folders.consoleLog(command.instance()));
    }
}
