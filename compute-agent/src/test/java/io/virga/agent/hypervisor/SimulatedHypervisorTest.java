package io.virga.agent.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedHypervisorTest extends HypervisorContract {

    @TempDir
    Path folder;

    private SimulatedHypervisor hypervisor;

    @BeforeEach
    void open() {
        hypervisor = new SimulatedHypervisor(folder.resolve("simulated"));
    }

    @Override
    protected Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    protected Blueprint blueprint(InstanceId id, long generation) {
        var disk = new Blueprint.Attachment.RootDisk(folder.resolve("disk.qcow2"), false);
        return blueprint(id, generation, List.of(disk), folder.resolve("console.log"));
    }

    @Override
    protected Optional<Path> successor() {
        return Optional.of(folder.resolve("disk-2.qcow2"));
    }

    @Override
    protected Optional<Path> copies() {
        return Optional.of(folder);
    }

    @Test
    void machinesOutliveTheAgent() {
        hypervisor.launch(blueprint(id, 7));

        assertThat(new SimulatedHypervisor(folder.resolve("simulated")).inventory())
                .containsExactly(new Sighting(id, 7, Power.RUNNING));
    }

    @Test
    void guestAsksForALogin() throws Exception {
        hypervisor.launch(blueprint(id, 1));

        assertThat(Files.readString(folder.resolve("console.log"))).endsWith("login: ");
    }
}
