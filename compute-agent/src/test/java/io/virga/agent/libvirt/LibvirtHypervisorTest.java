package io.virga.agent.libvirt;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.PrivateLibvirtd;
import io.virga.agent.SmallGuest;
import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorContract;
import io.virga.agent.hypervisor.Sighting;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract against a real libvirtd and real guests under TCG, and what only a real one shows.
class LibvirtHypervisorTest extends HypervisorContract {

    private static PrivateLibvirtd daemon;
    private static LibvirtHypervisor hypervisor;

    @BeforeAll
    static void connect() {
        daemon = PrivateLibvirtd.start();
        hypervisor = new LibvirtHypervisor(daemon.uri(), new HostTraits("qemu", "br-int", false));
        SmallGuest.write(daemon.folder().resolve("guest.raw"));
    }

    @AfterAll
    static void close() {
        if (daemon != null) {
            hypervisor.close();
            daemon.close();
        }
    }

    @Override
    protected Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    protected Blueprint blueprint(InstanceId id, long generation) {
        var disk = daemon.folder().resolve(id + ".qcow2");
        if (!Files.exists(disk)) {
            Tool.run(
                    Duration.ofSeconds(10),
                    List.of(
                            "qemu-img",
                            "create",
                            "-q",
                            "-f",
                            "qcow2",
                            "-F",
                            "raw",
                            "-b",
                            daemon.folder().resolve("guest.raw").toString(),
                            disk.toString()));
        }
        return blueprint(id, generation, List.of(new Attachment.RootDisk(disk)), console(id));
    }

    private static Path console(InstanceId id) {
        return daemon.folder().resolve(id + ".log");
    }

    @Test
    void guestSpeaksOnItsConsoleAndObeysThePowerButton() {
        hypervisor.launch(blueprint(id, 1));
        eventually(
                Duration.ofSeconds(20),
                () -> assertThat(Files.readString(console(id))).contains(SmallGuest.PROMPT));

        hypervisor.pressPowerButton(id);

        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(hypervisor.find(id)).contains(new Sighting(id, 1, Power.SHUT_DOWN)));
    }

    @Test
    void daemonMayDieAndComeBack() {
        hypervisor.launch(blueprint(id, 1));

        daemon.kill();

        eventually(
                Duration.ofSeconds(20),
                () -> assertThat(hypervisor.find(id)).contains(new Sighting(id, 1, Power.RUNNING)));
    }
}
