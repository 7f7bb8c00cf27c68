package io.virga.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Packets through a real OVN on a host of its own, made of network namespaces. Needs root, as hypervisor hosts do.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Northbound.class)
class DataPathTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Api admin = Api.admin();
    private final Api user = Api.stranger();
    private final String prefix = "vn" + ProcessHandle.current().pid();
    private Path run;
    private String network;
    private String group;

    @BeforeEach
    void host() throws Exception {
        // Not below target/: the path of a socket must be short.
        run = Files.createTempDirectory("virga-ovn");
        script("up", Path.of("target/northbound/nb.sock").toAbsolutePath().toString());
        network = user.create("networks", "name", "private");
        group = user.create("security-groups", "name", "closed");
    }

    @AfterEach
    void noHost() throws Exception {
        script("down");
    }

    @Test
    @Tag("SEC-32")
    @Tag("SEC-35")
    void packetsFlowWhereTheyMayAndNowhereElse() throws Exception {
        var outside = admin.create(
                "networks",
                "name",
                "public",
                "router:external",
                true,
                "provider:network_type",
                "flat",
                "provider:physical_network",
                "physnet1");
        admin.create("subnets", "network_id", outside, "cidr", "172.24.4.0/24", "enable_dhcp", false);
        var subnet = user.create(
                "subnets", "network_id", network, "cidr", "10.0.0.0/24", "dns_nameservers", List.of("9.9.9.9"));
        var router = user.create("routers", "name", "r", "external_gateway_info", Map.of("network_id", outside));
        user.put("routers/" + router + "/add_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        var one = guest("one", "10.0.0.11");
        var two = guest("two", "10.0.0.12");

        assertThat(lease("one"))
                .contains("BOUND 10.0.0.11")
                .contains("mtu=1442")
                .contains("dns=9.9.9.9");
        assertThat(lease("two")).contains("BOUND 10.0.0.12");
        assertThat(ping("one", "10.0.0.1")).as("the router answers").isTrue();
        assertThat(ping("one", "10.0.0.12")).as("no rule permits it").isFalse();
        Eventually.eventually(
                SOON,
                () -> assertThat(ping("one", "172.24.4.1"))
                        .as("out by the router")
                        .isTrue());

        permitPing();
        Eventually.eventually(
                Duration.ofSeconds(2),
                () -> assertThat(ping("one", "10.0.0.12")).isTrue());
        noSpoofing();

        var floatingIp = user.create("floatingips", "floating_network_id", outside, "port_id", one);
        var address = user.get("floatingips/" + floatingIp).extract().<String>path("floatingip.floating_ip_address");
        Eventually.eventually(
                SOON,
                () -> assertThat(ping("out", address))
                        .as("the floating IP answers")
                        .isTrue());

        user.put("floatingips/" + floatingIp, Api.map("floatingip", Api.map("port_id", null)))
                .statusCode(200);
        Eventually.eventually(
                SOON, () -> assertThat(ping("out", address)).as("and no longer").isFalse());
        user.delete("ports/" + two).statusCode(204);
        Eventually.eventually(
                SOON,
                () -> assertThat(ping("one", "10.0.0.12"))
                        .as("its port is gone")
                        .isFalse());
        admin.delete("floatingips/" + floatingIp).statusCode(204);
        user.put("routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        user.delete("routers/" + router).statusCode(204);
        admin.delete("networks/" + outside).statusCode(204);
    }

    private void permitPing() {
        user.create("security-group-rules", "security_group_id", group, "direction", "ingress", "protocol", "icmp");
    }

    private void noSpoofing() throws Exception {
        in("one", "ip", "addr", "add", "10.0.0.99/24", "dev", "eth0");
        assertThat(in("one", "ping", "-c2", "-i0.2", "-W1", "-I", "10.0.0.99", "10.0.0.12")
                        .code())
                .as("an address of somebody else")
                .isNotZero();
        in("one", "ip", "addr", "del", "10.0.0.99/24", "dev", "eth0");
        var mac = in("one", "cat", "/sys/class/net/eth0/address").output().strip();
        in("one", "ip", "link", "set", "eth0", "address", "fa:16:3e:99:99:99");
        assertThat(ping("one", "10.0.0.12")).as("a MAC of somebody else").isFalse();
        in("one", "ip", "link", "set", "eth0", "address", mac);
        in("one", "ip", "route", "replace", "default", "via", "10.0.0.1");
        Eventually.eventually(
                SOON,
                () -> assertThat(ping("one", "10.0.0.12")).as("its own again").isTrue());
    }

    private String guest(String name, String ip) throws Exception {
        var port = user.create(
                "ports",
                "network_id",
                network,
                "fixed_ips",
                List.of(Map.of("ip_address", ip)),
                "security_groups",
                List.of(group),
                "device_id",
                name,
                "device_owner",
                "compute:nova");
        var mac = user.get("ports/" + port).extract().<String>path("port.mac_address");
        script("guest", name, port, mac);
        Eventually.eventually(SOON, () -> user.get("ports/" + port).body("port.status", equalTo("ACTIVE")));
        return port;
    }

    private String lease(String guest) throws Exception {
        return in(
                        guest,
                        "busybox",
                        "udhcpc",
                        "-i",
                        "eth0",
                        "-n",
                        "-q",
                        "-f",
                        "-t",
                        "10",
                        "-T",
                        "1",
                        "-O",
                        "mtu",
                        "-s",
                        resource("lease.sh"))
                .output();
    }

    private boolean ping(String from, String to) throws Exception {
        return in(from, "ping", "-c2", "-i0.2", "-W1", to).code() == 0;
    }

    private record Outcome(int code, String output) {}

    private Outcome in(String namespace, String... command) throws Exception {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + "-" + namespace));
        all.addAll(List.of(command));
        return execute(all);
    }

    private void script(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of("bash", resource("one-host.sh")));
        all.addAll(List.of(arguments));
        var outcome = execute(all);
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    private static String resource(String name) {
        return Path.of("target/test-classes", name).toAbsolutePath().toString();
    }

    private Outcome execute(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("virga-output", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("RUN", run.toString(), "PREFIX", prefix));
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ended", command)
                .isTrue();
        var outcome = new Outcome(process.exitValue(), Files.readString(output));
        Files.delete(output);
        return outcome;
    }
}
