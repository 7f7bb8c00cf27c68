package io.virga.image;

import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent: the right status in the service's envelope, and nothing changed.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class MalformedInputTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"name\": 1}",
                "{\"name\": {\"a\": 1}}",
                "{\"name\": \"a\\u0000b\"}",
                "{\"id\": \"not a uuid\"}",
                "{\"id\": 5}",
                "{\"visibility\": \"everyone\"}",
                "{\"visibility\": null}",
                "{\"disk_format\": \"floppy\"}",
                "{\"container_format\": \"box\"}",
                "{\"min_disk\": -1}",
                "{\"min_disk\": 99999999999999999999}",
                "{\"min_ram\": 1.5}",
                "{\"min_ram\": \"many\"}",
                "{\"protected\": \"perhaps\"}",
                "{\"protected\": []}",
                "{\"tags\": \"a\"}",
                "{\"tags\": [1]}",
                "{\"tags\": [\"\"]}",
                "{\"tags\": [\"a\\u0000\"]}",
                "{\"x\": 1}",
                "{\"x\": null}",
                "{\"x\": {\"y\": \"z\"}}",
                "{\"x\\u0000\": \"y\"}",
                "{\"\": \"y\"}",
                "{\"x\": \"a\\u0000\"}",
                "{\"name\": \"a\", \"name\": \"b\"}"
            })
    void aDescriptionThatIsNone(String body) {
        member().contentType("application/json")
                .body(body)
                .post("/v2/images")
                .then()
                .statusCode(400)
                .body(containsString("<h1>400 Bad Request</h1>"));
    }

    @Test
    void namesOfAnyLengthButTheRight() {
        member().contentType("application/json")
                .body("{\"name\": \"%s\"}".formatted("x".repeat(256)))
                .post("/v2/images")
                .then()
                .statusCode(400);
        create(TestIdentity.member(), "{\"name\": \"%s\"}".formatted("ö".repeat(255)));
        member().contentType("application/json")
                .body("{\"%s\": \"x\"}".formatted("x".repeat(256)))
                .post("/v2/images")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("SEC-54")
    void aDocumentWithoutEnd() {
        member().contentType("application/json")
                .body("{\"name\": \"%s\"}".formatted("x".repeat(2 << 20)))
                .post("/v2/images")
                .then()
                .statusCode(413);
        member().contentType("application/json")
                .body("{\"a\":".repeat(1_200))
                .post("/v2/images")
                .then()
                .statusCode(400);
        patch(TestIdentity.member(), queued("raw"), "[".repeat(1_200)).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=x",
                "limit=99999999999",
                "marker=x",
                "marker=00000000-0000-0000-0000-000000000001",
                "sort_key=owner",
                "sort_key=name&sort_dir=up",
                "sort=name:up",
                "sort=name:asc&sort_key=name",
                "sort_key=name&sort_dir=asc&sort_dir=asc",
                "visibility=everybody",
                "member_status=unknown",
                "size_min=x",
                "size_min=-1",
                "size=99999999999999999999",
                "protected=perhaps",
                "os_hidden=perhaps",
                "created_at=yesterday",
                "created_at=gte:yesterday",
                "updated_at=lt:",
                "name=in:%22a",
                "name=%00",
                "%00=a"
            })
    void aQueryThatMakesNoSense(String query) {
        member().urlEncodingEnabled(false).get("/v2/images?" + query).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name='%20or%201=1--",
                "x'y=z",
                "tag=%7Ba,b%7D",
                "status=none",
                "id=x",
                "os_hash_algo=md5",
                "sort=",
                "owner="
            })
    void anOddQueryFindsNothingOrIsRefused(String query) {
        var status =
                member().urlEncodingEnabled(false).get("/v2/images?" + query).statusCode();
        assertThat(status).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "..", "1-1-1-1-1", "%ff", "a%20b"})
    void anIdThatIsNone(String id) {
        member().urlEncodingEnabled(false).get("/v2/images/" + id).then().statusCode(404);
        member().urlEncodingEnabled(false)
                .get("/v2/images/" + id + "/members")
                .then()
                .statusCode(404);
        member().urlEncodingEnabled(false)
                .delete("/v2/images/" + id + "/tags/x")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"member\": 1}",
                "{\"member\": \"\"}",
                "{\"member\": \"a\\u0000\"}",
                "{\"member\": \"a\", \"x\": 1}"
            })
    void aMemberThatIsNone(String body) {
        var id = queued("raw");

        member().contentType("application/json")
                .body(body)
                .post("/v2/images/" + id + "/members")
                .then()
                .statusCode(400);
        member().urlEncodingEnabled(false)
                .get("/v2/images/" + id + "/members/%00")
                .then()
                .statusCode(404);
        member().urlEncodingEnabled(false)
                .put("/v2/images/" + id + "/tags/%00")
                .then()
                .statusCode(400);
        show(id).body("status", equalTo("queued"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "nonsense", "a/b/c", "*/*;q=x", "application/json;q"})
    void anAcceptHeaderThatIsNone(String accept) {
        assertThat(member().header("Accept", accept).get("/v2/images/x").statusCode())
                .isIn(404, 406);
        assertThat(member().header("Accept", accept).delete("/v2/images/x").statusCode())
                .isIn(404, 406);
    }

    @Test
    void aMethodThatIsNone() {
        member().put("/v2/images").then().statusCode(405);
        member().post("/v2/images/" + queued("raw") + "/actions/explode").then().statusCode(404);
    }
}
