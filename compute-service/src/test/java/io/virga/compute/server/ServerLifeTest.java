package io.virga.compute.server;

import static io.virga.compute.TestCloud.delete;
import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.Power;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.model.InstanceId;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class ServerLifeTest {

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @Test
    void aServerBootsAndGoesWithoutATrace() {
        var id = cloud.boot(token);

        get(token, "/v2.1/servers/" + id)
                .statusCode(200)
                .body("server.addresses.private[0].version", equalTo(4))
                .body("server.security_groups.name", hasItem("default"))
                .body("server.'OS-EXT-STS:power_state'", equalTo(1))
                .body("server.hostId.length()", equalTo(56));
        assertThat(portsOf(id)).isEqualTo(1);

        delete(token, "/v2.1/servers/" + id).statusCode(204);
        cloud.awaitGone(token, id);
        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(cloud.schedulerRequests)
                        .anyMatch(request -> request instanceof ReleaseClaim release
                                && release.instance().toString().equals(id)));
        assertThat(portsOf(id)).isZero();
        get(token, "/v2.1/limits").body("limits.absolute.totalInstancesUsed", equalTo(0));
        delete(token, "/v2.1/servers/" + id).statusCode(404);
    }

    private static long portsOf(String id) {
        return TestPeers.PORTS.values().stream()
                .filter(port -> port.path("device_id").asText().equals(id))
                .count();
    }

    @Test
    void itStopsStartsAndReboots() {
        var id = cloud.boot(token);

        act(id, "{\"os-stop\": null}");
        cloud.awaitStatus(token, id, "SHUTOFF");
        post(token, "/v2.1/servers/" + id + "/action", "{\"os-stop\": null}")
                .statusCode(409)
                .body(
                        "conflictingRequest.message",
                        equalTo("Cannot 'stop' instance %s while it is in vm_state stopped".formatted(id)));
        act(id, "{\"os-start\": null}");
        cloud.awaitStatus(token, id, "ACTIVE");
        act(id, "{\"reboot\": {\"type\": \"HARD\"}}");
        cloud.awaitStatus(token, id, "ACTIVE");
        post(token, "/v2.1/servers/" + id + "/action", "{\"os-getConsoleOutput\": {\"length\": 10}}")
                .statusCode(200)
                .body("output", equalTo("login: "));
        get(token, "/v2.1/servers/" + id + "/os-instance-actions")
                .body("instanceActions.action", equalTo(java.util.List.of("reboot", "start", "stop", "create")));
    }

    private void act(String id, String action) {
        post(token, "/v2.1/servers/" + id + "/action", action).statusCode(202);
    }

    @Test
    void aHostThatFailsIsLeftForAnother() {
        cloud.failing.add(TestCloud.HOSTS.getFirst());

        var id = cloud.boot(token);

        get(TestIdentity.admin(), "/v2.1/servers/" + id).body("server.'OS-EXT-SRV-ATTR:host'", equalTo("h2"));
        assertThat(portsOf(id)).isEqualTo(1);
    }

    @Test
    void whenEveryHostFailsTheFaultSaysWhyAndNothingIsLeft() {
        cloud.failing.addAll(TestCloud.HOSTS);

        var id = cloud.create(token);
        cloud.awaitStatus(token, id, "ERROR");

        get(token, "/v2.1/servers/" + id)
                .body("server.fault.message", containsString("No valid host was found."))
                .body("server.fault.message", containsString("The disk is full."));
        assertThat(portsOf(id)).isZero();
    }

    @Test
    void aFullCloudExplainsItself() {
        cloud.full = true;

        var id = cloud.create(token);
        cloud.awaitStatus(token, id, "ERROR");

        get(token, "/v2.1/servers/" + id)
                .body(
                        "server.fault.message",
                        equalTo("No valid host was found. Of 2 hosts: memory took away 2 (nearest miss: memory: 512 MiB"
                                + " free of 2048 MiB asked)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v2.0/ports", "GET /v2.0/subnets", "POST /v2/images", "GET /v2.0/ports"})
    void aPeerThatIsAwayIsWaitedFor(String request) {
        TestPeers.OUTAGES.put(request, 2);

        var id = cloud.boot(token);

        assertThat(portsOf(id)).isEqualTo(1);
    }

    @Test
    @Tag("SEC-52")
    void deletingWhileItBootsLeavesNothing() {
        for (var round = 0; round < 10; round++) {
            var id = cloud.create(token);
            delete(token, "/v2.1/servers/" + id).statusCode(204);
            cloud.awaitGone(token, id);
            assertThat(portsOf(id)).isZero();
            var instance = InstanceId.fromString(id);
            var launched = cloud.commands.stream()
                    .anyMatch(command -> command instanceof LaunchInstance
                            && command.instance().equals(instance));
            if (launched) {
                assertThat(cloud.commands.stream()
                                .filter(command -> command.instance().equals(instance))
                                .toList()
                                .getLast())
                        .isInstanceOf(DestroyInstance.class);
            }
        }
        get(token, "/v2.1/limits").body("limits.absolute.totalInstancesUsed", equalTo(0));
    }

    @Test
    void deletionWaitsForTheHostsWord() throws InterruptedException {
        var id = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);

        delete(token, "/v2.1/servers/" + id).statusCode(204);
        Thread.sleep(1_500);
        get(token, "/v2.1/servers/" + id).statusCode(200).body("server.'OS-EXT-STS:task_state'", equalTo("deleting"));

        cloud.sees(TestCloud.HOSTS.getFirst(), InstanceId.fromString(id), 1, Power.RUNNING);
        var destroy = cloud.commands.stream()
                .filter(command -> command instanceof DestroyInstance
                        && command.instance().toString().equals(id))
                .findFirst()
                .orElseThrow();
        cloud.report(new io.virga.contract.agent.AgentReport.CommandDone(
                TestCloud.HOSTS.getFirst(),
                destroy.instance(),
                destroy.generation(),
                java.time.Instant.now(),
                Power.ABSENT));
        cloud.awaitGone(token, id);
    }

    @Test
    @Tag("SEC-28")
    void aPortOfAnotherTenantThatClaimsToBeTheServersIsNot() {
        var id = cloud.boot(token);
        var planted = TestPeers.PORTS.values().iterator().next().deepCopy();
        var plantedId = java.util.UUID.randomUUID().toString();
        planted.put("id", plantedId).put("device_id", id).put("project_id", newProject());
        TestPeers.PORTS.put(plantedId, planted);

        get(token, "/v2.1/servers/" + id).body("server.addresses.private.size()", equalTo(1));
        delete(token, "/v2.1/servers/" + id).statusCode(204);
        cloud.awaitGone(token, id);
        assertThat(TestPeers.PORTS).containsKey(plantedId);
        TestPeers.PORTS.remove(plantedId);
    }

    @Test
    @Tag("SEC-27")
    void tenantsDoNotGetOntoExternalNetworks() {
        post(token, "/v2.1/servers", TestCloud.server("\"networks\": [{\"uuid\": \"" + TestPeers.EXTERNAL + "\"}]"))
                .statusCode(403);
    }

    @Test
    void aGuestThatPowersOffIsSeen() {
        var id = cloud.boot(token);

        cloud.sees(TestCloud.HOSTS.getFirst(), InstanceId.fromString(id), 1, Power.SHUT_DOWN);

        cloud.awaitStatus(token, id, "SHUTOFF");
    }

    @Test
    @Tag("SEC-53")
    void parallelCreatesNeverPassTheQuota() throws Exception {
        var creations = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 24; i++) {
            creations.add(() -> post(token, "/v2.1/servers", TestCloud.server("{}"))
                    .extract()
                    .statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(creations)) {
                statuses.add(answer.get());
            }
            assertThat(statuses.stream().filter(status -> status == 202)).hasSize(10);
            assertThat(statuses.stream().filter(status -> status == 403)).hasSize(14);
        }
        post(token, "/v2.1/servers", TestCloud.server("{}"))
                .statusCode(403)
                .body(
                        "forbidden.message",
                        equalTo("Quota exceeded for instances: Requested 1, but already used 10 of 10 instances"));
    }
}
