package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What must be gone once a server is deleted: its domain, disk, ports, claim, and its share of the quota.
final class Leftovers {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Cloud cloud;
    private final Http admin;

    Leftovers(Cloud cloud) {
        this.cloud = cloud;
        this.admin = cloud.adminHttp();
    }

    void assertNoneOf(String server, String projectId) {
        Wait.until(SOON, () -> assertThat(found(server)).isEmpty());
        Wait.until(SOON, () -> assertThat(inUse(projectId)).isEmpty());
    }

    private List<String> found(String server) {
        var found = new ArrayList<String>();
        if (cloud.virsh("list", "--all", "--uuid").out().contains(server)) {
            found.add("domain");
        }
        if (Files.exists(cloud.home().resolve("agent/instances").resolve(server))) {
            found.add("disk");
        }
        var ports = admin.get(cloud.url(Service.NETWORK) + "/v2.0/ports?device_id=" + server);
        if (ports.status() != 200 || !ports.json().path("ports").isEmpty()) {
            found.add("ports: " + ports.text());
        }
        var claim = admin.get(cloud.url(Service.SCHEDULER) + "/allocations/" + server);
        if (claim.status() != 200 || !claim.json().path("allocations").isEmpty()) {
            found.add("claim: " + claim.text());
        }
        return found;
    }

    private List<String> inUse(String projectId) {
        var answer = admin.get(cloud.url(Service.COMPUTE) + "/v2.1/os-quota-sets/" + projectId + "/detail");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return List.of("instances", "cores", "ram").stream()
                .filter(resource -> answer.json()
                                .path("quota_set")
                                .path(resource)
                                .path("in_use")
                                .asInt(-1)
                        != 0)
                .toList();
    }
}
