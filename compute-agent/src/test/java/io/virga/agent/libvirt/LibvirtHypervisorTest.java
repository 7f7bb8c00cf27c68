package io.virga.agent.libvirt;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.agent.HostileHeader;
import io.virga.agent.PrivateLibvirtd;
import io.virga.agent.SmallGuest;
import io.virga.agent.guest.DeviceSlots;
import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorContract;
import io.virga.agent.hypervisor.Sighting;
import io.virga.contract.agent.Power;
import io.virga.messaging.WireFormat;
import io.virga.model.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
            overlay(disk);
        }
        return blueprint(id, generation, List.of(new Attachment.RootDisk(disk, false)), console(id));
    }

    @Override
    protected Optional<Path> successor() {
        return Optional.of(overlay(daemon.folder().resolve(id + ".2.qcow2")));
    }

    private static Path overlay(Path disk) {
        var base = daemon.folder().resolve("guest.raw").toString();
        tool("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", base, disk.toString());
        return disk;
    }

    @Override
    protected Optional<Path> copies() {
        return Optional.of(daemon.folder());
    }

    @Test
    @Tag("SEC-05")
    void headerThatTheGuestHasWrittenIsCopiedAndNotBelieved() throws Exception {
        var canary = Files.writeString(daemon.folder().resolve(id + ".canary"), "canary-of-the-host");
        var header = HostileHeader.namingAsBackingFile(canary);
        var written = Files.write(daemon.folder().resolve(id + ".header"), header);
        var blueprint = blueprint(id, 1);
        tool(
                "qemu-io",
                "-f",
                "qcow2",
                "-c",
                "write -s %s 0 %d".formatted(written, header.length),
                daemon.folder().resolve(id + ".qcow2").toString());
        hypervisor.launch(blueprint);

        var copy = daemon.folder().resolve(id + ".copy");
        hypervisor.copyRootDisk(id, copy);

        HostileHeader.assertItIsMereData(copy, header);
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
    void guestFindsItsRootDiskWhereTheConfigDriveSays() {
        hypervisor.launch(blueprint(id, 1));

        eventually(Duration.ofSeconds(20), () -> {
            var ports = WireFormat.read(queryPci(), JsonNode.class).findParents("pci_bridge");
            assertThat(ports)
                    .hasSizeGreaterThan(DeviceSlots.busOfRootDisk(0))
                    .allSatisfy(port -> assertThat(port.path("qdev_id").asText())
                            .isEqualTo(
                                    "pci." + port.path("pci_bridge").path("bus").path("secondary")));
            var disk = ports.get(DeviceSlots.busOfRootDisk(0) - 1)
                    .path("pci_bridge")
                    .path("devices")
                    .path(0);
            assertThat(disk.path("qdev_id").asText()).isEqualTo("virtio-disk0");
            assertThat(disk.path("bus").asInt()).isEqualTo(DeviceSlots.busOfRootDisk(0));
        });
    }

    private String queryPci() {
        return Tool.run(
                Duration.ofSeconds(10),
                List.of(
                        "virsh",
                        "-q",
                        "-c",
                        daemon.uri(),
                        "qemu-monitor-command",
                        "instance-" + id,
                        "{\"execute\": \"query-pci\"}"));
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
