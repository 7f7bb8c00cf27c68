package io.virga.compute.server;

import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand.ImageGone;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.AgentReport.DiskLost;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class LazyBootTest {

    private static final HostName HOME = TestCloud.HOSTS.getFirst();
    private static final String LOST = "The image's bytes are not those that were uploaded.";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    TestCloud cloud;

    private final String token = memberOf(newProject());

    @BeforeEach
    @AfterEach
    void reset() {
        cloud.reset();
    }

    @Test
    void imagesAndFlavorsSayWhetherTheirServersBootLazily() {
        assertThat(launch(cloud.boot(token)).lazy()).isFalse();
        TestImages.lazy = true;
        assertThat(launch(cloud.boot(token)).lazy()).isTrue();
        TestImages.lazy = false;

        var flavor = "lazy-" + UUID.randomUUID();
        post(
                        TestIdentity.admin(),
                        "/v2.1/flavors",
                        "{\"flavor\":{\"id\":\"%s\",\"name\":\"%s\",\"ram\":64,\"vcpus\":1,\"disk\":1}}"
                                .formatted(flavor, flavor))
                .statusCode(200);
        post(
                        TestIdentity.admin(),
                        "/v2.1/flavors/" + flavor + "/os-extra_specs",
                        "{\"extra_specs\":{\"virga_boot\":\"lazy\"}}")
                .statusCode(200);
        var id = post(token, "/v2.1/servers", TestCloud.server("{}").replace("\"42\"", "\"" + flavor + "\""))
                .statusCode(202)
                .extract()
                .<String>path("server.id");
        cloud.awaitStatus(token, id, "ACTIVE");
        assertThat(launch(id).lazy()).isTrue();
    }

    @Test
    void hostThatWantsItsInstancesImageGetsANewUrl() {
        var id = cloud.boot(token);

        cloud.report(wanted(id, HOME, TestPeers.IMAGE));

        eventually(SOON, () -> assertThat(supplied(id)).isEqualTo(1));
    }

    @Test
    void hostGetsNoImageThatIsNotItsInstances() {
        var id = cloud.boot(token);

        cloud.report(wanted(id, HOME, TestPeers.BIG_IMAGE));
        cloud.report(wanted(id, TestCloud.HOSTS.getLast(), TestPeers.IMAGE));
        cloud.report(wanted(id, HOME, TestPeers.IMAGE));

        eventually(SOON, () -> assertThat(supplied(id)).isEqualTo(1));
        assertThat(cloud.commands)
                .filteredOn(SupplyImage.class::isInstance)
                .allMatch(command ->
                        ((SupplyImage) command).image().id().toString().equals(TestPeers.IMAGE));
    }

    @Test
    void hostIsToldThatTheImageWasDeleted() {
        var id = cloud.boot(token);
        TestImages.gone = true;

        cloud.report(wanted(id, HOME, TestPeers.IMAGE));

        eventually(
                SOON,
                () -> assertThat(cloud.commands)
                        .anyMatch(command -> command instanceof ImageGone gone
                                && gone.instance().toString().equals(id)
                                && gone.image().toString().equals(TestPeers.IMAGE)));
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ACTIVE"));
    }

    @Test
    void diskThatIsLostWhileTheServerStopsIsAnErrorAllTheSame() {
        var id = cloud.boot(token);
        cloud.silent.add(HOME);
        post(token, "/v2.1/servers/" + id + "/action", "{\"os-stop\": null}").statusCode(202);

        cloud.report(lost(id));

        cloud.awaitStatus(token, id, "ERROR");
        get(token, "/v2.1/servers/" + id).body("server.fault.message", equalTo(LOST));
        get(token, "/v2.1/servers/" + id + "/os-instance-actions")
                .body("instanceActions[0].action", equalTo("stop"))
                .body("instanceActions[0].message", equalTo("Error"));
    }

    @Test
    void diskThatIsLostUnderASnapshotIsAnErrorAndNoImage() {
        var id = cloud.boot(token);
        cloud.silent.add(HOME);
        post(token, "/v2.1/servers/" + id + "/action", "{\"createImage\": {\"name\": \"golden\"}}")
                .statusCode(202);

        cloud.report(lost(id));

        cloud.awaitStatus(token, id, "ERROR");
        eventually(
                SOON,
                () -> assertThat(TestImages.MADE.values())
                        .noneMatch(image -> image.path("instance_uuid").asText().equals(id)));
        get(token, "/v2.1/servers/" + id)
                .body("server.status", equalTo("ERROR"))
                .body("server.fault.message", equalTo(LOST));
    }

    @Test
    void lostDiskIsAnErrorWithItsReason() {
        var id = cloud.boot(token);

        cloud.report(lost(id));

        cloud.awaitStatus(token, id, "ERROR");
        get(token, "/v2.1/servers/" + id).body("server.fault.message", equalTo(LOST));
        cloud.sees(HOME, InstanceId.fromString(id), 1, Power.SHUT_DOWN);
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ERROR"));
    }

    private static DiskLost lost(String id) {
        return new DiskLost(HOME, InstanceId.fromString(id), 1, Instant.now(), Power.SHUT_DOWN, LOST, "sha512");
    }

    private LaunchInstance launch(String id) {
        return cloud.commands.stream()
                .filter(LaunchInstance.class::isInstance)
                .map(LaunchInstance.class::cast)
                .filter(command -> command.instance().toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long supplied(String id) {
        return cloud.commands.stream()
                .filter(command -> command instanceof SupplyImage supply
                        && supply.instance().toString().equals(id))
                .count();
    }

    private static ImageWanted wanted(String id, HostName host, String image) {
        return new ImageWanted(
                host, InstanceId.fromString(id), 1, Instant.now(), Power.RUNNING, ImageId.fromString(image));
    }
}
