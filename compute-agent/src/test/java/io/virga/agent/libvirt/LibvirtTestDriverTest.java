package io.virga.agent.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorContract;
import io.virga.model.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract against libvirt's own test driver: no daemon, no guests, but libvirt's rules for domains.
class LibvirtTestDriverTest extends HypervisorContract {

    private static LibvirtHypervisor hypervisor;

    @BeforeAll
    static void connect() {
        assumeTrue(
                Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libvirt.so.0")), "libvirt's library is not installed");
        hypervisor = new LibvirtHypervisor("test:///default", new HostTraits("test", "br-int", false));
    }

    @Override
    protected Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    protected Blueprint blueprint(InstanceId id, long generation) {
        return blueprint(id, generation, List.of(), Path.of("/nowhere/console.log"));
    }

    @Override
    protected Optional<Path> successor() {
        return Optional.empty();
    }

    @Override
    protected Optional<Path> copies() {
        return Optional.empty();
    }

    @Test
    void errorsAreSurvivedAfterACollection() {
        hypervisor.about();
        System.gc();

        for (var attempt = 0; attempt < 100; attempt++) {
            assertThat(hypervisor.find(InstanceId.random())).isEmpty();
        }
    }
}
