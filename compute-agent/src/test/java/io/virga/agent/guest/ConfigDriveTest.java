package io.virga.agent.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.agent.SomeCommands;
import io.virga.agent.host.Tool;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.DeviceTags;
import io.virga.contract.agent.GuestConfig;
import io.virga.contract.agent.Nic;
import io.virga.messaging.WireFormat;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import io.virga.model.PortId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDriveTest {

    private static final PortId PORT = PortId.fromString("a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");
    private static final Nic STATIC = nic(new Nic.Address("10.0.0.5", 4, 20, "10.0.0.1", List.of("10.0.0.2"), false));
    private static final Nic DYNAMIC = nic(new Nic.Address("10.0.0.5", 4, 20, "10.0.0.1", List.of("10.0.0.2"), true));

    @TempDir
    Path folder;

    @Test
    void guestLearnsWhatNovaWouldTellIt() {
        var command = launch(SomeCommands.config());
        var metadata = document(command, "meta_data.json");

        assertThat(metadata.path("uuid").asText()).isEqualTo(command.instance().toString());
        assertThat(metadata.path("name").asText()).isEqualTo("web-1");
        assertThat(metadata.path("hostname").asText()).isEqualTo("web-1");
        assertThat(metadata.path("availability_zone").asText()).isEqualTo("nova");
        assertThat(metadata.path("project_id").asText()).isEqualTo("0d1e2f3a4b5c46d78e9f0a1b2c3d4e5f");
        assertThat(metadata.path("admin_pass").asText()).isEqualTo("s3cret");
        assertThat(metadata.path("meta").path("role").asText()).isEqualTo("web");
        assertThat(metadata.path("public_keys").path("mykey").asText()).startsWith("ssh-ed25519 ");
        assertThat(metadata.path("keys").path(0).path("name").asText()).isEqualTo("mykey");
        assertThat(metadata.path("keys").path(0).path("type").asText()).isEqualTo("ssh");
        assertThat(metadata.path("random_seed").asText()).hasSizeGreaterThan(600);
    }

    @Test
    void guestWithoutKeysPasswordOrUserDataIsToldOfNone() {
        var config =
                new GuestConfig(SomeCommands.config().project(), "h", "nova", null, Map.of(), Map.of(), null, null);
        var metadata = document(launch(config), "meta_data.json");

        assertThat(metadata.has("public_keys")).isFalse();
        assertThat(metadata.has("keys")).isFalse();
        assertThat(metadata.has("admin_pass")).isFalse();
        assertThat(ConfigDrive.of(launch(config)).files()).doesNotContainKey("openstack/latest/user_data");
    }

    @Test
    void userDataArrivesAsItsAuthorWroteIt() {
        assertThat(ConfigDrive.of(launch(SomeCommands.config())).files().get("openstack/latest/user_data"))
                .asString()
                .isEqualTo("#!/bin/sh\necho hello\n");
    }

    @Test
    void userDataThatIsNotBase64IsRefused() {
        var config = new GuestConfig(SomeCommands.config().project(), "h", "nova", null, Map.of(), Map.of(), "a", null);

        assertThatThrownBy(() -> ConfigDrive.of(launch(config))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void devicesWithTagsAreFoundByThem() {
        var other = PortId.fromString("b1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");
        var second = new Nic(other, STATIC.networkId(), "fa:16:3e:11:22:44", 1442, List.of());
        var tags = new DeviceTags("system", Map.of(other.toString(), "back"));
        var devices =
                document(launch(tagged(tags), STATIC, second), "meta_data.json").path("devices");

        assertThat(devices).isEqualTo(WireFormat.read("""
                [{"type": "nic", "mac": "fa:16:3e:11:22:44", "vf_trusted": false,
                  "bus": "pci", "address": "0000:02:00.0", "tags": ["back"]},
                 {"type": "disk", "serial": "root",
                  "bus": "pci", "address": "0000:03:00.0", "tags": ["system"]}]
                """, JsonNode.class));
    }

    @Test
    void devicesWithoutTagsAreNotSpokenOf() {
        var none = new DeviceTags(null, Map.of());

        assertThat(document(launch(tagged(none), STATIC), "meta_data.json").path("devices"))
                .isEmpty();
        assertThat(document(launch(tagged(null), STATIC), "meta_data.json").path("devices"))
                .isEmpty();
    }

    private static GuestConfig tagged(DeviceTags tags) {
        return new GuestConfig(SomeCommands.config().project(), "h", "nova", null, Map.of(), Map.of(), null, tags);
    }

    @Test
    void fixedAddressIsSpelledOut() {
        var network = document(launch(SomeCommands.config(), STATIC), "network_data.json");

        assertThat(network.path("links").path(0).path("ethernet_mac_address").asText())
                .isEqualTo("fa:16:3e:11:22:33");
        assertThat(network.path("links").path(0).path("mtu").asInt()).isEqualTo(1442);
        var address = network.path("networks").path(0);
        assertThat(address.path("type").asText()).isEqualTo("ipv4");
        assertThat(address.path("link")).isEqualTo(network.path("links").path(0).path("id"));
        assertThat(address.path("ip_address").asText()).isEqualTo("10.0.0.5");
        assertThat(address.path("netmask").asText()).isEqualTo("255.255.240.0");
        assertThat(address.path("routes").path(0).path("gateway").asText()).isEqualTo("10.0.0.1");
        assertThat(network.path("services").path(0).path("address").asText()).isEqualTo("10.0.0.2");
    }

    @Test
    void addressByDhcpIsLeftToDhcp() {
        var network = document(launch(SomeCommands.config(), DYNAMIC), "network_data.json");

        assertThat(network.path("networks").path(0).path("type").asText()).isEqualTo("ipv4_dhcp");
        assertThat(network.path("networks").path(0).has("ip_address")).isFalse();
    }

    @Test
    void sameFilesLieUnderEveryVersion() {
        var files = ConfigDrive.of(launch(SomeCommands.config())).files();

        for (var version : List.of("latest", "2018-08-27", "2012-08-10")) {
            assertThat(files)
                    .containsKeys(
                            "openstack/" + version + "/meta_data.json",
                            "openstack/" + version + "/network_data.json",
                            "openstack/" + version + "/vendor_data.json",
                            "openstack/" + version + "/user_data");
        }
    }

    @Test
    void imageHasTheLabelAndTheFilesAndNothingStaysBeside() throws Exception {
        var image = folder.resolve("config.iso");
        var drive = ConfigDrive.of(launch(SomeCommands.config()));

        drive.burn(image);

        var userData = Tool.run(
                Duration.ofSeconds(20),
                List.of("isoinfo", "-R", "-x", "/openstack/latest/user_data", "-i", image.toString()));
        assertThat(userData).isEqualTo(new String(drive.files().get("openstack/latest/user_data"), UTF_8));
        assertThat(new String(Files.readAllBytes(image), 32_808, 32, UTF_8).strip())
                .isEqualTo(ConfigDrive.LABEL);
        assertThat(folder.resolve("config.iso.tree")).doesNotExist();
    }

    private static JsonNode document(LaunchInstance command, String name) {
        var bytes = ConfigDrive.of(command).files().get("openstack/latest/" + name);
        return WireFormat.read(new String(bytes, UTF_8), JsonNode.class);
    }

    private static LaunchInstance launch(GuestConfig config, Nic... nics) {
        var image = new BootImage(ImageId.random(), "raw", 1, 1, "0".repeat(128), "http://127.0.0.1/");
        var command = SomeCommands.launch(InstanceId.random(), 1, image, List.of(nics));
        return new LaunchInstance(command.instance(), 1, command.machine(), image, command.nics(), config, false);
    }

    private static Nic nic(Nic.Address address) {
        return new Nic(PORT, "9a9b9c9d-0000-4000-8000-000000000001", "fa:16:3e:11:22:33", 1442, List.of(address));
    }
}
