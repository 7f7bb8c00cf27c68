package io.virga.compute.aggregate;

import static io.restassured.RestAssured.given;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.HostReport.Caching;
import io.virga.contract.agent.HostReport.Stage;
import io.virga.contract.agent.ImageCommand.CacheImage;
import io.virga.contract.scheduler.SchedulerRequest.SetHostZone;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class AggregatesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HostName HOST = new HostName("h1");
    private static final String ALL = "/v2.1/os-aggregates";

    @Inject
    TestCloud cloud;

    @Inject
    ImageOrderService orders;

    private final String admin = TestIdentity.admin();
    private final String name = "a-" + UUID.randomUUID();
    private final String zone = "z-" + UUID.randomUUID();
    private int id;

    @BeforeEach
    void make() {
        cloud.reset();
        cloud.beat(HOST, List.of());
        eventually(SOON, () -> TestCloud.get(admin, "/v2.1/os-services").body("services.host", hasItem("h1")));
        id = TestCloud.post(admin, ALL, "{\"aggregate\": {\"name\": \"%s\"}}".formatted(name))
                .statusCode(200)
                .body("aggregate.name", equalTo(name))
                .body("aggregate.availability_zone", nullValue())
                .body("aggregate.deleted", equalTo(false))
                .extract()
                .path("aggregate.id");
    }

    @AfterEach
    void remove() {
        act("{\"remove_host\": {\"host\": \"h1\"}}");
        TestCloud.delete(admin, at(id));
    }

    @Test
    void hostsComeAndGo() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200).body("aggregate.hosts", contains("h1"));
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(409);
        act("{\"add_host\": {\"host\": \"nobody\"}}").statusCode(404);
        TestCloud.get(admin, at(id)).statusCode(200).body("aggregate.hosts", contains("h1"));
        TestCloud.delete(admin, at(id)).statusCode(400).body("badRequest.message", containsString("hosts"));

        act("{\"remove_host\": {\"host\": \"h1\"}}").statusCode(200).body("aggregate.hosts", empty());
        act("{\"remove_host\": {\"host\": \"h1\"}}").statusCode(404);
        TestCloud.delete(admin, at(id)).statusCode(200);
        TestCloud.get(admin, at(id)).statusCode(404);
        TestCloud.get(admin, ALL).body("aggregates.id", not(hasItem(id)));
    }

    @Test
    void metadataAreMergedAndTakenAway() {
        act("{\"set_metadata\": {\"metadata\": {\"ssd\": \"true\", \"rack\": \"7\"}}}")
                .statusCode(200);
        act("{\"set_metadata\": {\"metadata\": {\"rack\": null}}}")
                .statusCode(200)
                .body("aggregate.metadata.ssd", equalTo("true"))
                .body("aggregate.metadata.rack", nullValue());
    }

    @Test
    void nameIsUniqueAndMayChange() {
        TestCloud.post(admin, ALL, "{\"aggregate\": {\"name\": \"%s\"}}".formatted(name))
                .statusCode(409);
        put("{\"aggregate\": {\"name\": \"%s-b\"}}".formatted(name))
                .statusCode(200)
                .body("aggregate.name", equalTo(name + "-b"));
    }

    @Test
    void zoneOfAnAggregateIsThatOfItsHostsForEverybodyWhoPlaces() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);
        put("{\"aggregate\": {\"availability_zone\": \"%s\"}}".formatted(zone))
                .statusCode(200)
                .body("aggregate.metadata.availability_zone", equalTo(zone));

        zones().body("availabilityZoneInfo.zoneName", hasItem(zone));
        eventually(SOON, () -> assertThat(cloud.schedulerRequests).contains(new SetHostZone(HOST, zone)));

        act("{\"remove_host\": {\"host\": \"h1\"}}").statusCode(200);
        zones().body("availabilityZoneInfo.zoneName", not(hasItem(zone)));
        eventually(SOON, () -> assertThat(cloud.schedulerRequests).contains(new SetHostZone(HOST, null)));
    }

    @Test
    void hostIsInOneZoneOnly() {
        put("{\"aggregate\": {\"availability_zone\": \"%s\"}}".formatted(zone)).statusCode(200);
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);
        int other = TestCloud.post(
                        admin,
                        ALL,
                        "{\"aggregate\": {\"name\": \"%s-2\", \"availability_zone\": \"other\"}}".formatted(name))
                .statusCode(200)
                .body("aggregate.availability_zone", equalTo("other"))
                .extract()
                .path("aggregate.id");

        TestCloud.post(admin, at(other) + "/action", "{\"add_host\": {\"host\": \"h1\"}}")
                .statusCode(409);

        TestCloud.get(admin, at(other)).body("aggregate.hosts", empty());
        TestCloud.delete(admin, at(other)).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"aggregate\": {}}",
                "{\"aggregate\": {\"name\": \"\"}}",
                "{\"aggregate\": {\"name\": \" \"}}",
                "{\"aggregate\": {\"name\": \"x\", \"availability_zone\": \"a:b\"}}",
                "{\"aggregate\": {\"name\": \"x\", \"hosts\": []}}"
            })
    void badAggregatesAreRefused(String body) {
        TestCloud.post(admin, ALL, body).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cache\": []}",
                "{\"cache\": [{\"id\": \"../x\"}]}",
                "{\"cache\": [{\"id\": \"" + TestPeers.IMAGE + "\"}, {\"id\": \"" + TestPeers.IMAGE + "\"}]}",
                "{\"cache\": [{\"id\": \"" + TestPeers.IMAGE + "\", \"url\": \"http://x\"}]}",
                "{\"image\": \"x\"}"
            })
    void badImageListsAreRefused(String body) {
        TestCloud.post(admin, images(), body).statusCode(400);
        TestCloud.get(admin, images()).body("images", empty());
    }

    @Test
    void imagesThatAreNotThereAreNotOrdered() {
        TestCloud.post(admin, images(), cache(UUID.randomUUID().toString())).statusCode(404);
        TestCloud.post(admin, at(987_654) + "/images", cache(TestPeers.IMAGE)).statusCode(404);
    }

    @Test
    void imageWithoutDataIsRefusedInOneSentence() {
        var queued = UUID.randomUUID().toString();
        TestImages.MADE.put(queued, JsonNodeFactory.instance.objectNode().put("status", "queued"));

        TestCloud.post(admin, images(), cache(queued))
                .statusCode(400)
                .body("badRequest.message", equalTo("Image %s is not active.".formatted(queued)));
    }

    @Test
    void imagesAreBroughtToTheHostsAndTheirProgressIsShown() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);

        TestCloud.post(admin, images(), cache(TestPeers.IMAGE)).statusCode(202);

        var command = awaitCommand(1);
        assertThat(command.image().id()).hasToString(TestPeers.IMAGE);
        tell(new Caching(command.order(), Stage.FETCHING, 1_000, ""));
        awaitStatus("caching").body("images[0].bytes", equalTo(1_000)).body("images[0].size", equalTo(20_000_000));
        tell(new Caching(command.order(), Stage.CACHED, 20_000_000, ""));
        awaitStatus("cached").body("images[0].host", equalTo("h1"));
    }

    @Test
    void failureIsShownAndTheSameMayBeWantedAgain() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);
        TestCloud.post(admin, images(), cache(TestPeers.IMAGE)).statusCode(202);
        var first = awaitCommand(1);
        tell(new Caching(first.order(), Stage.FAILED, 0, "The host has no room for the image."));
        awaitStatus("failed").body("images[0].message", containsString("no room"));

        TestCloud.post(admin, images(), cache(TestPeers.IMAGE)).statusCode(202);

        var second = awaitCommand(2);
        assertThat(second.order()).isNotEqualTo(first.order());
        cloud.caching.add(new Caching(second.order(), Stage.CACHED, 20_000_000, ""));
        awaitStatus("cached");
    }

    @Test
    void hostSpeaksOfItsOwnOrdersOnly() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);
        TestCloud.post(admin, images(), cache(TestPeers.IMAGE)).statusCode(202);
        var command = awaitCommand(1);
        cloud.caching.add(new Caching(command.order(), Stage.FAILED, 0, "not mine"));

        cloud.beat(new HostName("h2"), List.of());
        cloud.caching.set(0, new Caching(command.order(), Stage.CACHED, 20_000_000, ""));

        awaitStatus("cached");
    }

    @Test
    void imageThatIsGoneMeanwhileIsAFailureWithoutItsId() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);

        orders.place(id, List.of(ImageId.random()));

        awaitStatus("failed").body("images[0].message", equalTo("The image is gone."));
    }

    @Test
    void anImageOfNoBytesIsAFailure() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);

        TestCloud.post(admin, images(), cache(TestPeers.EMPTY_IMAGE)).statusCode(202);

        awaitStatus("failed").body("images[0].message", equalTo("The image is empty."));
    }

    @Test
    void imageServiceThatIsAwayIsWaitedFor() {
        act("{\"add_host\": {\"host\": \"h1\"}}").statusCode(200);
        TestPeers.OUTAGES.put("POST /v2/images/", 1);

        orders.place(id, List.of(ImageId.fromString(TestPeers.IMAGE)));

        awaitCommand(1);
        assertThat(TestPeers.OUTAGES.get("POST /v2/images/")).isNegative();
    }

    private void tell(Caching caching) {
        cloud.caching.clear();
        cloud.caching.add(caching);
    }

    private CacheImage awaitCommand(int count) {
        eventually(SOON, () -> {
            cloud.beat(HOST, List.of());
            assertThat(cloud.imageCommands).hasSize(count);
        });
        return cloud.imageCommands.get(count - 1);
    }

    private ValidatableResponse awaitStatus(String status) {
        eventually(SOON, () -> {
            cloud.beat(HOST, List.of());
            TestCloud.get(admin, images()).statusCode(200).body("images.status", contains(status));
        });
        return TestCloud.get(admin, images());
    }

    private ValidatableResponse zones() {
        return TestCloud.get(admin, "/v2.1/os-availability-zone/detail").statusCode(200);
    }

    private ValidatableResponse act(String body) {
        return TestCloud.post(admin, at(id) + "/action", body);
    }

    private ValidatableResponse put(String body) {
        return given().header("X-Auth-Token", admin)
                .contentType("application/json")
                .body(body)
                .when()
                .put(at(id))
                .then();
    }

    private String images() {
        return at(id) + "/images";
    }

    private static String at(int id) {
        return ALL + "/" + id;
    }

    private static String cache(String image) {
        return "{\"cache\": [{\"id\": \"%s\"}]}".formatted(image);
    }
}
