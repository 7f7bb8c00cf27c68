package io.virga.compute.server;

import static io.restassured.RestAssured.given;
import static io.virga.compute.TestCloud.delete;
import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class ImageCreationTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> BAD_INPUT = List.of(
            "{\"createImage\": null}",
            "{\"createImage\": {}}",
            "{\"createImage\": {\"name\": \"\"}}",
            "{\"createImage\": {\"name\": \"  \"}}",
            "{\"createImage\": {\"name\": 1}}",
            "{\"createImage\": {\"name\": \"x\", \"visibility\": \"public\"}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"a\": 1}}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"\": \"v\"}}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"visibility\": \"public\"}}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"owner\": \"somebody\"}}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"os_glance_import_task\": \"1\"}}}",
            "{\"createImage\": {\"name\": \"x\", \"metadata\": {\"virga_signature\": \"verified\"}}}");
    private static final String SIMPLE = "{\"createImage\": {\"name\": \"golden\"}}";

    @Inject
    TestCloud cloud;

    @Inject
    Session session;

    private final String project = newProject();
    private final String token = memberOf(project);

    @BeforeEach
    void aCloudWhoseHostsAreUp() {
        cloud.reset();
        TestCloud.HOSTS.forEach(host -> cloud.beat(host, List.of()));
        eventually(
                SOON,
                () -> get(TestIdentity.admin(), "/v2.1/os-services?binary=nova-compute")
                        .body("services.findAll { it.state == 'up' }.host", hasItems("h1", "h2")));
    }

    @Test
    void anImageIsMadeOfARunningServer() {
        var server = cloud.boot(token);

        var image = create(server, "{\"createImage\": {\"name\": \"golden\", \"metadata\": {\"stage\": \"test\"}}}");

        awaitSettled(server, "ACTIVE");
        var made = TestImages.MADE.get(image);
        assertThat(made.path("status").asText()).isEqualTo("active");
        assertThat(made.path("name").asText()).isEqualTo("golden");
        assertThat(made.path("visibility").asText()).isEqualTo("private");
        assertThat(made.path("disk_format").asText()).isEqualTo("qcow2");
        assertThat(made.path("container_format").asText()).isEqualTo("bare");
        assertThat(made.path("min_disk").asInt()).isEqualTo(1);
        assertThat(made.path("min_ram").asInt()).isEqualTo(64);
        assertThat(made.path("stage").asText()).isEqualTo("test");
        assertThat(made.path("image_type").asText()).isEqualTo("snapshot");
        assertThat(made.path("instance_uuid").asText()).isEqualTo(server);
        assertThat(made.path("base_image_ref").asText()).isEqualTo(TestPeers.IMAGE);
        assertThat(made.path("hw_disk_bus").asText()).isEqualTo("virtio");
        assertThat(made.has("img_signature")).isFalse();
        assertThat(made.has("virga_signature")).isFalse();
        assertThat(made.has("os_glance_import_task")).isFalse();
        assertThat(TestPeers.REQUESTS).contains("POST /v2/images/" + image + "/upload/complete");
        assertThat(commands(server))
                .containsExactly("LaunchInstance", "SnapshotInstance", "UploadSnapshot", "DiscardSnapshot");
        get(token, "/v2.1/servers/" + server + "/os-instance-actions")
                .body("instanceActions[0].action", equalTo("createImage"))
                .body("instanceActions[0].message", nullValue());
    }

    @Test
    void aStoppedServersImageIsMadeAsWell() {
        var server = cloud.boot(token);
        post(token, "/v2.1/servers/" + server + "/action", "{\"os-stop\": null}")
                .statusCode(202);
        cloud.awaitStatus(token, server, "SHUTOFF");

        var image = create(server, SIMPLE);

        eventually(SOON, () -> assertThat(status(image)).isEqualTo("active"));
    }

    @Test
    @Tag("SEC-29")
    void badInputChangesNothing() {
        var server = cloud.boot(token);
        var before = TestImages.MADE.size();

        assertThat(BAD_INPUT)
                .allSatisfy(body ->
                        post(token, "/v2.1/servers/" + server + "/action", body).statusCode(400));

        assertThat(TestImages.MADE).hasSize(before);
        assertThat(commands(server)).containsExactly("LaunchInstance");
    }

    @Test
    void whoMayNotOrCannotIsToldAndNothingIsMade() {
        var server = cloud.boot(token);
        var path = "/v2.1/servers/" + server + "/action";
        var before = TestImages.MADE.size();

        post(memberOf(newProject()), path, SIMPLE).statusCode(404);
        post(TestIdentity.inProject(project, "reader"), path, SIMPLE).statusCode(403);
        TestImages.full = true;
        post(token, path, SIMPLE).statusCode(403).body("forbidden.message", equalTo("Quota exceeded for images."));
        TestImages.full = false;
        TestPeers.OUTAGES.put("POST /v2/images", 1);
        post(token, path, SIMPLE).statusCode(503);
        post(token, path, "{\"lock\": null}").statusCode(202);
        post(token, path, SIMPLE).statusCode(409);
        post(token, path, "{\"unlock\": null}").statusCode(202);

        assertThat(TestImages.MADE).hasSize(before);
        get(token, "/v2.1/servers/" + server)
                .body("server.status", equalTo("ACTIVE"))
                .body("server.'OS-EXT-STS:task_state'", nullValue());
    }

    @Test
    void onlyOneThingHappensToAServerAtATime() {
        var server = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);
        var image = create(server, SIMPLE);
        eventually(
                SOON,
                () -> get(token, "/v2.1/servers/" + server)
                        .body("server.'OS-EXT-STS:task_state'", equalTo("image_snapshot")));

        for (var action : List.of(SIMPLE, "{\"os-stop\": null}", "{\"reboot\": {\"type\": \"HARD\"}}")) {
            post(token, "/v2.1/servers/" + server + "/action", action)
                    .statusCode(409)
                    .body("conflictingRequest.message", startsWith("Cannot '"));
        }

        remove(server);
        eventually(SOON, () -> assertThat(TestImages.MADE).doesNotContainKey(image));
    }

    @Test
    @Tag("SEC-52")
    void deletingTheServerWinsAndTakesTheImageAlong() {
        var server = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);
        var image = create(server, SIMPLE);
        cloud.silent.clear();

        remove(server);

        eventually(SOON, () -> assertThat(TestImages.MADE).doesNotContainKey(image));
        assertThat(commands(server).getLast()).isEqualTo("DestroyInstance");
    }

    @Test
    void anImageThatIsActiveOutlivesItsServer() {
        var server = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);
        var image = create(server, SIMPLE);
        TestPeers.OUTAGES.put("GET /v2/images/" + image, 1_000);
        cloud.silent.clear();
        eventually(SOON, () -> cloud.takes(TestCloud.HOSTS.getFirst(), order(image)));
        eventually(SOON, () -> assertThat(status(image)).isEqualTo("active"));

        remove(server);
        TestPeers.OUTAGES.clear();

        awaitForgotten(image);
        assertThat(status(image)).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsBeingProvedWhenItsServerGoesIsWaitedFor(boolean good) {
        var server = cloud.boot(token);
        TestImages.proving = true;
        var image = create(server, SIMPLE);
        eventually(SOON, () -> assertThat(TestPeers.REQUESTS).contains(upload("POST", image) + "/complete"));

        remove(server);
        eventually(SOON, () -> assertThat(TestPeers.REQUESTS).contains(upload("DELETE", image)));
        assertThat(status(image)).isEqualTo("saving");
        TestImages.refusal = good ? null : "The image has a backing file.";
        TestImages.prove(image);

        awaitForgotten(image);
        assertThat(TestImages.MADE.containsKey(image)).isEqualTo(good);
    }

    @Test
    void whatIsOnItsWayIntoTheStoreWhenItsServerGoesIsGivenUp() {
        var server = cloud.boot(token);
        TestPeers.OUTAGES.put("POST /v2/images/", 1_000);
        var image = create(server, SIMPLE);
        TestPeers.OUTAGES.put("POST /v2/images/" + image + "/upload/urls", 1_000);
        TestPeers.OUTAGES.remove("POST /v2/images/");
        eventually(SOON, () -> assertThat(status(image)).isEqualTo("saving"));

        remove(server);

        awaitForgotten(image);
        assertThat(TestImages.MADE).doesNotContainKey(image);
        assertThat(TestPeers.REQUESTS).contains(upload("DELETE", image));
    }

    private static String upload(String method, String image) {
        return method + " /v2/images/" + image + "/upload";
    }

    private void awaitForgotten(String image) {
        eventually(
                SOON,
                () -> assertThat(QuarkusTransaction.requiringNew()
                                .call(() -> session.createSelectionQuery(
                                                "select count(*) from Snapshot where imageId = :id", Long.class)
                                        .setParameter("id", UUID.fromString(image))
                                        .getSingleResult()))
                        .isZero());
    }

    private void remove(String server) {
        cloud.silent.clear();
        delete(token, "/v2.1/servers/" + server).statusCode(204);
        cloud.awaitGone(token, server);
    }

    @Test
    void whatFailsOnTheHostLeavesTheServerAsItWasAndNoImage() {
        var server = cloud.boot(token);
        cloud.failing.addAll(TestCloud.HOSTS);

        var image = create(server, SIMPLE);

        assertFailed(server, image, "The disk is full.");
        assertThat(commands(server)).endsWith("SnapshotInstance", "DiscardSnapshot");
    }

    @Test
    void whatTheImageServiceRefusesLeavesTheServerAsItWasAndNoImage() {
        var server = cloud.boot(token);
        TestImages.refusal = "The image has a backing file.";

        assertFailed(
                server, create(server, SIMPLE), "The image service refused the image: The image has a backing file.");
    }

    private void assertFailed(String server, String image, String reason) {
        awaitSettled(server, "ACTIVE");
        eventually(SOON, () -> assertThat(TestImages.MADE).doesNotContainKey(image));
        var actions = "/v2.1/servers/" + server + "/os-instance-actions";
        var request = get(token, actions)
                .body("instanceActions[0].action", equalTo("createImage"))
                .body("instanceActions[0].message", equalTo("Error"))
                .extract()
                .<String>path("instanceActions[0].request_id");
        get(token, actions + "/" + request).body("instanceAction.events[0].traceback", equalTo(reason));
    }

    @Test
    void anImageServiceThatIsAwayIsWaitedFor() {
        var server = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);
        var image = create(server, SIMPLE);
        for (var step : List.of("", "/urls", "/complete")) {
            TestPeers.OUTAGES.put("POST /v2/images/" + image + "/upload" + step, 1);
        }
        TestPeers.OUTAGES.put("GET /v2/images/" + image, 1);
        cloud.silent.clear();
        eventually(SOON, () -> cloud.takes(TestCloud.HOSTS.getFirst(), order(image)));

        eventually(SOON, () -> assertThat(status(image)).isEqualTo("active"));
        awaitSettled(server, "ACTIVE");
    }

    @Test
    void hostWhoseHeartbeatsAreMissedStillBringsItsCopyIntoTheStore() {
        var server = cloud.boot(token);
        forceDown(true);
        try {
            var image = create(server, SIMPLE);

            eventually(SOON, () -> assertThat(status(image)).isEqualTo("active"));
            awaitSettled(server, "ACTIVE");
        } finally {
            forceDown(false);
        }
    }

    private static void forceDown(boolean down) {
        for (var host : TestCloud.HOSTS) {
            given().header("X-Auth-Token", TestIdentity.admin())
                    .header("OpenStack-API-Version", "compute 2.11")
                    .contentType("application/json")
                    .body("{\"host\": \"%s\", \"binary\": \"nova-compute\", \"forced_down\": %s}".formatted(host, down))
                    .put("/v2.1/os-services/force-down")
                    .then()
                    .statusCode(200);
        }
    }

    private SnapshotInstance order(String image) {
        return cloud.commands.stream()
                .filter(SnapshotInstance.class::isInstance)
                .map(SnapshotInstance.class::cast)
                .filter(sent -> sent.image().toString().equals(image))
                .findFirst()
                .orElseThrow();
    }

    private String create(String server, String body) {
        var location = post(token, "/v2.1/servers/" + server + "/action", body)
                .statusCode(202)
                .extract()
                .header("Location");
        assertThat(location).contains("/v2/images/");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void awaitSettled(String server, String status) {
        eventually(
                SOON,
                () -> get(token, "/v2.1/servers/" + server)
                        .body("server.status", equalTo(status))
                        .body("server.'OS-EXT-STS:task_state'", nullValue()));
    }

    private static String status(String image) {
        return TestImages.MADE.get(image).path("status").asText();
    }

    private List<String> commands(String server) {
        return cloud.commands.stream()
                .filter(command -> command.instance().toString().equals(server))
                .map(command -> command.getClass().getSimpleName())
                .toList();
    }
}
