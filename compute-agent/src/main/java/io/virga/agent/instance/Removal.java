package io.virga.agent.instance;

import io.virga.agent.host.InstanceFolders;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.model.InstanceId;

/// Takes an instance off this host, whole or half-made. The files go last, and only when the machine is gone: a disk is
/// never deleted under a machine that may still use it.
public final class Removal {

    private final Hypervisor hypervisor;
    private final LazyDisks lazy;
    private final InstanceFolders folders;

    public Removal(Hypervisor hypervisor, LazyDisks lazy, InstanceFolders folders) {
        this.hypervisor = hypervisor;
        this.lazy = lazy;
        this.folders = folders;
    }

    void of(InstanceId id) {
        hypervisor.destroy(id);
        lazy.end(id);
        folders.delete(id);
    }
}
