package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A tenant's way from an image file to a machine that lets them in, and back to nothing.
final class Journey {

    private final Tenant tenant;
    private final Client client;
    private final String name;
    private final Path key;
    private final Instant began = Instant.now();
    private final Map<String, String> made = new LinkedHashMap<>();
    private final List<String> images = new ArrayList<>();
    private Guest guest;

    Journey(Tenant tenant, Path key) {
        this.tenant = tenant;
        this.client = tenant.client();
        this.name = tenant.project();
        this.key = key;
    }

    Guest guest() {
        return guest;
    }

    String server() {
        return made.get("/v2.1/servers/");
    }

    /// Every single thing that was made: the path below its service's root, and the id.
    Map<String, String> made() {
        return made;
    }

    void uploadImage(Path file) {
        client.run(words("image create --disk-format qcow2 --container-format bare --file %s %s", file, name));
        takeImage();
        say("image active");
    }

    /// The image of the project's name, whoever made it, is the one that servers start from.
    void takeImage() {
        made.put("/v2/images/", client.value("id", "image", "show", name));
        assertThat(client.value("status", "image", "show", name)).isEqualTo("active");
        images.add(name);
    }

    void prepareNetwork(String external) {
        client.run("keypair", "create", "--public-key", key + ".pub", name);
        made.put("/v2.0/networks/", client.value("id", "network", "create", name));
        made.put(
                "/v2.0/subnets/",
                client.value("id", "subnet", "create", "--network", name, "--subnet-range", "10.77.0.0/24", name));
        made.put("/v2.0/routers/", client.value("id", "router", "create", name));
        client.run("router", "set", "--external-gateway", external, name);
        client.run("router", "add", "subnet", name, name);
        client.run("security", "group", "rule", "create", "--protocol", "tcp", "--dst-port", "22", "default");
        client.run("security", "group", "rule", "create", "--protocol", "icmp", "default");
        say("network, router and rules made");
    }

    void boot(String flavor, String external) {
        made.put("/v2.1/servers/", create(name, name, flavor));
        assertThat(status()).isEqualTo("ACTIVE");
        say("server ACTIVE");
        guest = reachable(name, external);
        made.put("/v2.0/floatingips/", client.value("id", "floating", "ip", "show", guest.address()));
    }

    private String create(String server, String image, String flavor) {
        return client.value(
                "id",
                "server",
                "create",
                "--image",
                image,
                "--flavor",
                flavor,
                "--key-name",
                name,
                "--network",
                name,
                "--security-group",
                "default",
                "--wait",
                server);
    }

    private Guest reachable(String server, String external) {
        var address = client.value("floating_ip_address", "floating", "ip", "create", external);
        client.run("server", "add", "floating", "ip", server, address);
        return new Guest(client, server, address, key);
    }

    /// Makes an image of the guest while it runs.
    void snapshot() {
        guest.awaitSsh("echo written before the snapshot > note && sync");
        client.run("server", "image", "create", "--name", copy(), "--wait", name);
        images.add(copy());
        say("image of the running server made");
        guest.awaitSsh("echo written after the snapshot > note");
        assertThat(client.value("status", "image", "show", copy())).isEqualTo("active");
        assertThat(status()).isEqualTo("ACTIVE");
    }

    /// A second server, which does not wait for that image to come to its host, has what the first had at that
    /// moment. It is deleted after `use`, which is given its id.
    void bootSnapshotLazily(String flavor, String external, Consumer<String> use) {
        client.run("image", "set", "--property", "virga_boot=lazy", copy());
        var id = create(copy(), copy(), flavor);
        var second = reachable(copy(), external);
        assertThat(second.awaitSsh("cat note; hostname")).isEqualTo("written before the snapshot\n" + copy());
        say("server from the snapshot entered");
        use.accept(id);
        say("its disk is its host's own");
        client.run("server", "delete", "--wait", copy());
        client.run("floating", "ip", "delete", second.address());
    }

    private String copy() {
        return name + "-copy";
    }

    void enterGuest() {
        guest.awaitLogin();
        say("login prompt on the console");
        guest.awaitPing();
        assertThat(guest.awaitSsh("hostname")).isEqualTo(name);
        say("ssh as cirros");
    }

    void stopStartReboot() {
        client.run("server", "stop", name);
        awaitStatus("SHUTOFF");
        client.run("server", "start", name);
        awaitStatus("ACTIVE");
        guest.awaitSsh("true");
        say("stopped and started");
        var before = bootId();
        client.run("server", "reboot", "--wait", name);
        Wait.until(Guest.BOOT, () -> assertThat(bootId()).isNotEqualTo(before));
        awaitStatus("ACTIVE");
        say("rebooted");
    }

    private String bootId() {
        return guest.awaitSsh("cat /proc/sys/kernel/random/boot_id");
    }

    void deleteEverything() {
        client.run("server", "delete", "--wait", name);
        say("server deleted");
        client.run("floating", "ip", "delete", guest.address());
        client.run("router", "remove", "subnet", name, name);
        client.run("router", "delete", name);
        client.run("subnet", "delete", name);
        client.run("network", "delete", name);
        client.run("keypair", "delete", name);
        client.run(words("image delete %s", String.join(" ", images)));
        assertThat(client.json("server", "list")).isEmpty();
        assertThat(client.json("port", "list")).isEmpty();
        say("everything deleted");
    }

    private void awaitStatus(String wanted) {
        Wait.until(Duration.ofSeconds(90), () -> assertThat(status()).isEqualTo(wanted));
    }

    private String status() {
        return client.value("status", "server", "show", name);
    }

    private void say(String what) {
        System.out.printf(
                "%-10s %-32s %6.1f s%n",
                client.name(), what, Duration.between(began, Instant.now()).toMillis() / 1000.0);
    }
}
