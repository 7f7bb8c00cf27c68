package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(RunningCloud.class)
class TenServersIT {

    private static final int SERVERS = 10;

    @Test
    void tenServersFromOneNewImageTakeOneDownload(Cloud cloud) {
        var surroundings = Surroundings.of(cloud);
        var tenant = Tenant.create(cloud, "openstack", "ten");
        var client = tenant.client();
        var name = tenant.project();
        client.run(
                "image",
                "create",
                "--disk-format",
                "qcow2",
                "--container-format",
                "bare",
                "--file",
                surroundings.variant(cloud.home(), name).toString(),
                name);
        client.run("network", "create", name);
        client.run("subnet", "create", "--network", name, "--subnet-range", "10.78.0.0/24", name);
        var before = downloads(cloud);
        var began = Instant.now();

        client.run(
                "server",
                "create",
                "--image",
                name,
                "--flavor",
                surroundings.flavor(),
                "--network",
                name,
                "--min",
                Integer.toString(SERVERS),
                "--max",
                Integer.toString(SERVERS),
                name);
        Wait.until(
                Duration.ofMinutes(4),
                () -> assertThat(client.json("server", "list"))
                        .hasSize(SERVERS)
                        .allSatisfy(server ->
                                assertThat(server.get("Status").asText()).isEqualTo("ACTIVE")));

        System.out.printf(
                "%d servers ACTIVE after %.1f s%n",
                SERVERS, Duration.between(began, Instant.now()).toMillis() / 1000.0);
        assertThat(downloads(cloud) - before).isEqualTo(1);
        cleanUp(cloud, tenant);
    }

    private static void cleanUp(Cloud cloud, Tenant tenant) {
        var client = tenant.client();
        var servers = Surroundings.items(client.json("server", "list")).stream()
                .map(server -> server.get("ID").asText())
                .toList();
        for (var server : servers) {
            client.run("server", "delete", server);
        }
        var leftovers = new Leftovers(cloud);
        for (var server : servers) {
            leftovers.assertNoneOf(server, tenant.projectId());
        }
        client.run("network", "delete", tenant.project());
        client.run("image", "delete", tenant.project());
        tenant.delete();
    }

    private static long downloads(Cloud cloud) {
        return new Http(null)
                .get(cloud.agentUrl() + "/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("virga_image_downloads_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
