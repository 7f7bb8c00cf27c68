package io.virga.compute.server;

import static io.restassured.RestAssured.given;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.virga.compute.TestCloud;
import io.virga.compute.TestPeers;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Microversion 2.26.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class ServerTagsTest {

    private static final String SERVERS = "/v2.1/servers";

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @Test
    void tagsAreAddedCheckedReplacedAndRemoved() {
        var server = cloud.boot(token);

        put(server, "/red").statusCode(201).header("Location", endsWith(SERVERS + "/" + server + "/tags/red"));
        put(server, "/red").statusCode(204);
        put(server, "/blue").statusCode(201);
        tags(server).body("tags", equalTo(List.of("blue", "red")));
        ask().get(at(server) + "/red").then().statusCode(204);
        ask().get(at(server) + "/green").then().statusCode(404).body("itemNotFound.code", equalTo(404));

        replace(server, "{\"tags\": [\"x y\", \"ü:1\", \"x y\"]}")
                .statusCode(200)
                .body("tags", equalTo(List.of("x y", "ü:1")));
        ask().delete(at(server) + "/{tag}", "x y").then().statusCode(204);
        ask().delete(at(server) + "/{tag}", "x y").then().statusCode(404);
        tags(server).body("tags", equalTo(List.of("ü:1")));

        ask().delete(at(server)).then().statusCode(204);
        tags(server).body("tags", empty());
    }

    /// As a path of today and as one with the project's ID, which is another way to the same.
    @Test
    void tagsAreDecodedOnce() {
        var server = cloud.boot(token);
        for (var path : List.of(at(server), "/v2.1/" + project + "/servers/" + server + "/tags")) {
            var encoded = Map.of("%7Bx%7D", "{x}", "100%25", "100%", "%2541", "%41", "a%25c", "a%c");
            encoded.forEach((raw, tag) -> {
                var url = path + "/" + raw;
                ask().urlEncodingEnabled(false).put(url).then().statusCode(201);
                tags(server).body("tags", equalTo(List.of(tag)));
                ask().urlEncodingEnabled(false).get(url).then().statusCode(204);
                ask().urlEncodingEnabled(false).delete(url).then().statusCode(204);
            });
        }
    }

    @Test
    void serversShowTheirTags() {
        var server = cloud.boot(token);
        replace(server, "{\"tags\": [\"red\"]}").statusCode(200);

        ask().get(SERVERS + "/" + server).then().body("server.tags", equalTo(List.of("red")));
        ask().get(SERVERS + "/detail").then().body("servers[0].tags", equalTo(List.of("red")));
        ask().contentType("application/json")
                .body("{\"server\": {\"name\": \"renamed\"}}")
                .put(SERVERS + "/" + server)
                .then()
                .body("server.tags", equalTo(List.of("red")));
        ask("2.25").get(SERVERS + "/" + server).then().body("server", not(hasKey("tags")));
    }

    @Test
    void belowMicroversion226ThereAreNone() {
        var server = cloud.boot(token);
        put(server, "/red").statusCode(201);

        ask("2.25").get(at(server)).then().statusCode(404).body("itemNotFound.code", equalTo(404));
        ask("2.25").put(at(server) + "/blue").then().statusCode(404);
        ask("2.25").delete(at(server)).then().statusCode(404);
        ask("2.25").get(SERVERS + "?tags=nosuch").then().body("servers.id", equalTo(List.of(server)));

        tags(server).body("tags", equalTo(List.of("red")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"tags\": null}",
                "{\"tags\": \"red\"}",
                "{\"tags\": [1]}",
                "{\"tags\": [\"\"]}",
                "{\"tags\": [\"a/b\"]}",
                "{\"tags\": [\"a,b\"]}",
                "{\"tags\": [\"a\\u0000b\"]}",
                "{\"tags\": [\"\\ud800\"]}",
                "{\"tags\": [\"1234567890123456789012345678901234567890123456789012345678901\"]}",
                "{\"tags\": [\"red\"], \"more\": 1}",
            })
    void badTagsChangeNothing(String body) {
        var server = cloud.boot(token);
        put(server, "/kept").statusCode(201);

        replace(server, body).statusCode(400).body("badRequest.code", equalTo(400));

        tags(server).body("tags", equalTo(List.of("kept")));
    }

    @Test
    void anAddedTagFollowsTheSameRules() {
        var server = cloud.boot(token);

        put(server, "/" + "x".repeat(60)).statusCode(201);
        put(server, "/" + "x".repeat(61)).statusCode(400);
        put(server, "/a,b").statusCode(400);
        ask().contentType("application/json")
                .body("{\"tag\": 1}")
                .put(at(server) + "/red")
                .then()
                .statusCode(400);
        ask().put(at("11111111-1111-1111-1111-111111111111") + "/red").then().statusCode(404);

        tags(server).body("tags", equalTo(List.of("x".repeat(60))));
    }

    @Test
    void aServerHasAtMostFiftyTags() {
        var server = cloud.boot(token);

        replace(server, "{\"tags\": [" + numbered(51) + "]}").statusCode(400);
        replace(server, "{\"tags\": [" + numbered(50) + "]}").statusCode(200);
        put(server, "/51").statusCode(400);
        put(server, "/50").statusCode(204);
    }

    /// A filter that cannot be asked for must not look like one that was not given.
    @Test
    void noValueOfAFilterHoldsNul() {
        for (var filter : List.of("tags", "tags-any", "not-tags", "not-tags-any", "name")) {
            ask().queryParam(filter, "a\0b").get(SERVERS).then().statusCode(400);
        }
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    }

    @Test
    void onlyActiveAndStoppedServersAreTaggedAndALockDoesNotMatter() {
        cloud.full = true;
        var server = cloud.create(token);
        cloud.awaitStatus(token, server, "ERROR");
        put(server, "/red").statusCode(409);
        replace(server, "{\"tags\": []}").statusCode(409);
        ask().delete(at(server)).then().statusCode(409);
        ask().delete(at(server) + "/red").then().statusCode(409);
        cloud.full = false;

        var locked = cloud.boot(token);
        post(token, SERVERS + "/" + locked + "/action", "{\"lock\": null}").statusCode(202);
        put(locked, "/red").statusCode(201);
    }

    @Test
    @Tag("SEC-28")
    void strangersSeeNoTagsAndReadersChangeNone() {
        var server = cloud.boot(token);
        put(server, "/red").statusCode(201);
        var stranger = memberOf(newProject());
        var reader = TestIdentity.inProject(project, "reader");

        as(stranger, "2.26").get(at(server)).then().statusCode(404);
        as(stranger, "2.26").get(at(server) + "/red").then().statusCode(404);
        as(stranger, "2.26").put(at(server) + "/blue").then().statusCode(404);
        as(stranger, "2.26").delete(at(server)).then().statusCode(404);
        as(reader, "2.26").get(at(server)).then().statusCode(200);
        as(reader, "2.26").put(at(server) + "/blue").then().statusCode(403);
        as(reader, "2.26").delete(at(server) + "/red").then().statusCode(403);
        as(stranger, "2.26").get(SERVERS + "?tags=red").then().body("servers", empty());

        tags(server).body("tags", equalTo(List.of("red")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags=red                       | r rg",
                "tags=red,green                 | rg",
                "tags=nosuch                    | ''",
                "tags-any=red,green             | g r rg",
                "tags-any=nosuch,green          | g rg",
                "not-tags=red                   | g none",
                "not-tags=red,green             | g none r",
                "not-tags-any=red,green         | none",
                "not-tags-any=red               | g none",
                "tags=red&not-tags-any=green    | r",
                "tags=red&tags-any=green,blue   | rg",
                "tags=                          | ''",
            })
    void listsAreFilteredByTags(String filter, String names) {
        named("none");
        replace(named("r"), "{\"tags\": [\"red\"]}").statusCode(200);
        replace(named("g"), "{\"tags\": [\"green\"]}").statusCode(200);
        replace(named("rg"), "{\"tags\": [\"red\", \"green\"]}").statusCode(200);

        ask().get(SERVERS + "?" + filter)
                .then()
                .statusCode(200)
                .body("servers.name", containsInAnyOrder(names.isEmpty() ? new String[0] : names.split(" ")))
                .body("servers_links", nullValue());
    }

    private String named(String name) {
        String id = post(
                        token,
                        SERVERS,
                        TestCloud.server("{}").replace("\"name\": \"web\"", "\"name\": \"%s\"".formatted(name)))
                .statusCode(202)
                .extract()
                .path("server.id");
        cloud.awaitStatus(token, id, "ACTIVE");
        return id;
    }

    private ValidatableResponse put(String server, String tag) {
        return ask().put(at(server) + tag).then();
    }

    private ValidatableResponse replace(String server, String body) {
        return ask().contentType("application/json").body(body).put(at(server)).then();
    }

    private ValidatableResponse tags(String server) {
        return ask().get(at(server)).then().statusCode(200);
    }

    private static String at(String server) {
        return SERVERS + "/" + server + "/tags";
    }

    private RequestSpecification ask() {
        return ask("2.26");
    }

    private RequestSpecification ask(String version) {
        return as(token, version);
    }

    private static RequestSpecification as(String who, String version) {
        return given().header("X-Auth-Token", who).header("OpenStack-API-Version", "compute " + version);
    }
}
