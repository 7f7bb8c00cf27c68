package io.virga.agent.libvirt;

import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.model.InstanceId;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// Questions to the domain of one instance.
final class LibvirtDomains {

    private final LibvirtConnection libvirt;

    LibvirtDomains(LibvirtConnection libvirt) {
        this.libvirt = libvirt;
    }

    interface Question<R> {
        R ask(Domain domain) throws LibvirtException;
    }

    /// Throws `NoSuchMachine` when there is none, besides what `LibvirtConnection.call` throws.
    <R> R with(InstanceId id, Question<R> question) {
        return libvirt.call(connection -> {
            var domain = LibvirtHypervisor.lookup(connection, id).orElseThrow(() -> new NoSuchMachine(id));
            try {
                return question.ask(domain);
            } finally {
                domain.free();
            }
        });
    }
}
