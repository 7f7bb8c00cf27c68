package io.virga.image.image;

import static io.virga.image.ImageCalls.PATCH;
import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.ImageCalls.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class ImagesResourceTest {

    @Test
    void aNewImageIsQueuedAndShared() {
        member().contentType("application/json")
                .body("""
                        {"name": "cirros", "disk_format": "qcow2", "container_format": "bare", "min_disk": 1,
                         "owner_specified.openstack.md5": "abc", "tags": ["b", "a", "b"]}""")
                .post("/v2/images")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v2/images/"))
                .header("OpenStack-image-import-methods", "glance-direct,web-download,copy-image")
                .body("status", equalTo("queued"))
                .body("visibility", equalTo("shared"))
                .body("owner", equalTo(TestIdentity.PROJECT))
                .body("min_disk", equalTo(1))
                .body("tags", contains("a", "b"))
                .body("size", nullValue())
                .body("'owner_specified.openstack.md5'", equalTo("abc"))
                .body("schema", equalTo("/v2/schemas/image"));
    }

    @Test
    void theCallerMayChooseTheIdOnce() {
        var body = "{\"id\": \"%s\"}".formatted(UUID.randomUUID());
        var id = create(TestIdentity.member(), body);

        member().contentType("application/json")
                .body(body)
                .post("/v2/images")
                .then()
                .statusCode(409);
        member().delete("/v2/images/" + id).then().statusCode(204);
        member().contentType("application/json")
                .body(body)
                .post("/v2/images")
                .then()
                .statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "checksum", "size", "os_hash_value", "created_at", "locations", "self"})
    @Tag("SEC-09")
    void whatTheDataSaysIsNotForUsersToSay(String attribute) {
        var id = queued("raw");
        var value = "{\"%s\": \"active\"}".formatted(attribute);

        member().contentType("application/json")
                .body(value)
                .post("/v2/images")
                .then()
                .statusCode(403);
        for (var operation : List.of("add", "replace")) {
            patch(TestIdentity.admin(), id, """
                    [{"op": "%s", "path": "/%s", "value": "active"}]""".formatted(operation, attribute)).statusCode(403);
        }
        patch(TestIdentity.admin(), id, "[{\"op\": \"remove\", \"path\": \"/%s\"}]".formatted(attribute))
                .statusCode(403);
        show(id).body("status", equalTo("queued"));
    }

    @Test
    void aPatchChangesAttributesAndProperties() {
        var id = create(TestIdentity.member(), "{\"name\": \"old\", \"colour\": \"red\", \"a/b\": \"c\"}");

        patch(TestIdentity.member(), id, """
                [{"op": "replace", "path": "/name", "value": "new"}, {"op": "remove", "path": "/colour"},
                 {"op": "replace", "path": "/a~1b", "value": "d"}, {"op": "add", "path": "/os_hidden", "value": true},
                 {"op": "replace", "path": "/tags", "value": ["x"]}]""")
                .statusCode(200)
                .body("name", equalTo("new"))
                .body("colour", nullValue())
                .body("'a/b'", equalTo("d"))
                .body("os_hidden", equalTo(true))
                .body("tags", contains("x"));
        member().contentType("application/openstack-images-v2.0-json-patch")
                .body("[{\"replace\": \"/name\", \"value\": \"newer\"}]")
                .patch("/v2/images/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("newer"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"op": "remove", "path": "/nothing"}]                       | 409
            [{"op": "replace", "path": "/nothing", "value": "x"}]        | 409
            [{"op": "remove", "path": "/name"}]                          | 403
            [{"op": "add", "path": "/visibility", "value": "public"}]    | 403
            [{"op": "add", "path": "/owner", "value": "somebody"}]       | 403
            [{"op": "add", "path": "/visibility", "value": "everybody"}] | 400
            [{"op": "add", "path": "/x", "value": 1}]                    | 400
            [{"op": "add", "path": "/x"}]                                | 400
            [{"op": "test", "path": "/x", "value": "1"}]                 | 400
            [{"op": "add", "path": "x", "value": "1"}]                   | 400
            [{"op": "add", "path": "/x/y", "value": "1"}]                | 400
            [{"op": "add", "path": "/x~2", "value": "1"}]                | 400
            {"op": "add", "path": "/x", "value": "1"}                    | 400
            [1]                                                          | 400
            [                                                            | 400
            """)
    void aPatchThatCannotBeDoneChangesNothing(String patch, int status) {
        var id = create(TestIdentity.member(), "{\"name\": \"old\"}");
        var whole = patch.startsWith("[{")
                ? patch.replaceFirst("\\[", "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"new\"}, ")
                : patch;

        patch(TestIdentity.member(), id, whole).statusCode(status);

        show(id).body("name", equalTo("old"));
    }

    @Test
    void aPatchOfAnotherTypeIsNotTaken() {
        var id = queued("raw");

        member().contentType("application/json")
                .body("[]")
                .patch("/v2/images/" + id)
                .then()
                .statusCode(415);
        member().contentType(PATCH).body("[]").patch("/v2/images/" + id).then().statusCode(200);
    }

    @Test
    void aProtectedImageStays() {
        var id = create(TestIdentity.member(), "{\"protected\": true}");

        member().delete("/v2/images/" + id).then().statusCode(403);
        patch(TestIdentity.member(), id, "[{\"op\": \"replace\", \"path\": \"/protected\", \"value\": false}]")
                .statusCode(200);
        member().delete("/v2/images/" + id).then().statusCode(204);
        member().delete("/v2/images/" + id).then().statusCode(404);
        show(id).statusCode(404);
    }

    @Test
    void propertiesAreLimited() {
        var many = new StringBuilder("{\"name\": \"x\"");
        for (int i = 0; i < 129; i++) {
            many.append(", \"p").append(i).append("\": \"v\"");
        }
        member().contentType("application/json")
                .body(many + "}")
                .post("/v2/images")
                .then()
                .statusCode(413);
        var large = "{\"a\": \"%1$s\", \"b\": \"%1$s\"}".formatted("x".repeat(40_000));
        member().contentType("application/json")
                .body(large)
                .post("/v2/images")
                .then()
                .statusCode(413);
    }

    @ParameterizedTest
    @CsvSource({"private, 404, 404", "shared, 404, 404", "community, 200, 403", "public, 200, 403"})
    @Tag("SEC-28")
    void othersSeeOnlyWhatIsForThem(String visibility, int seen, int changed) {
        var id = create(TestIdentity.admin(), "{\"visibility\": \"%s\"}".formatted(visibility));

        stranger().get("/v2/images/" + id).then().statusCode(seen);
        stranger().delete("/v2/images/" + id).then().statusCode(changed);
        stranger().put("/v2/images/" + id + "/tags/mine").then().statusCode(changed);
        patch(TestIdentity.member(TestIdentity.OTHER_PROJECT), id, "[]").statusCode(changed);
        stranger().get("/v2/images/" + id + "/file").then().statusCode(seen == 200 ? 204 : 404);
        as(TestIdentity.service()).get("/v2/images/" + id).then().statusCode(200);
    }

    @Test
    @Tag("SEC-28")
    void aForeignImageAnswersAsAnUnknownOne() {
        var foreign = queued("raw");
        var unknown = UUID.randomUUID().toString();

        var first = stranger()
                .get("/v2/images/" + foreign)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        var second = stranger()
                .get("/v2/images/" + unknown)
                .then()
                .statusCode(404)
                .extract()
                .asString();

        assertThat(first.replace(foreign, unknown)).isEqualTo(second);
    }

    @Test
    void onlyAnAdministratorPublishesAndGivesAway() {
        var id = queued("raw");

        patch(TestIdentity.admin(), id, """
                [{"op": "add", "path": "/visibility", "value": "public"},
                 {"op": "add", "path": "/owner", "value": "%s"}]""".formatted(TestIdentity.OTHER_PROJECT))
                .statusCode(200)
                .body("owner", equalTo(TestIdentity.OTHER_PROJECT));
    }

    @Test
    void errorsAreHtmlUnlessJsonIsPreferred() {
        member().get("/v2/images/<script>")
                .then()
                .statusCode(404)
                .contentType("text/html; charset=UTF-8")
                .body(containsString("<h1>404 Not Found</h1>"))
                .body(containsString("&lt;script&gt;"));
        member().accept("application/json")
                .get("/v2/images/none")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("code", equalTo("404 Not Found"))
                .body("message", containsString("none"));
        member().get("/v2/nowhere").then().statusCode(404).contentType("text/html; charset=UTF-8");
    }

    @Test
    void aListingIsPagedInAnyOrder() {
        var token = TestIdentity.member(newProject());
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(create(token, "{\"name\": \"n%d\", \"visibility\": \"private\"}".formatted(i / 2)));
        }
        for (var sort :
                List.of("name:asc", "name:desc,created_at:asc", "size", "created_at:asc", "status,disk_format:asc")) {
            var seen = new ArrayList<String>();
            var next = "/v2/images?visibility=private&limit=2&sort=" + sort;
            while (next != null) {
                var page = as(token)
                        .urlEncodingEnabled(false)
                        .get(next)
                        .then()
                        .statusCode(200)
                        .extract();
                seen.addAll(page.path("images.id"));
                next = page.path("next");
            }
            assertThat(seen).as(sort).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
        }
        as(token)
                .get("/v2/images?visibility=private&sort_key=name&sort_dir=asc&limit=1")
                .then()
                .body("images.name", contains("n0"))
                .body("first", equalTo("/v2/images?limit=1&sort_dir=asc&sort_key=name&visibility=private"));
    }

    @Test
    void aListingIsFiltered() {
        var project = newProject();
        var token = TestIdentity.member(project);
        var id = create(token, """
                {"name": "a,b", "disk_format": "raw", "container_format": "bare", "tags": ["t1", "t2"],
                 "visibility": "private", "os_type": "linux", "min_ram": 64}""");
        upload(token, id, Samples.raw(1500).array()).statusCode(204);
        create(token, "{\"name\": \"hidden\", \"os_hidden\": true}");
        create(token, "{\"name\": \"other\"}");

        for (var query : List.of(
                "name=a,b",
                "name=in:\"a,b\",c",
                "disk_format=raw&container_format=bare",
                "disk_format=in:raw,qcow2",
                "tag=t1&tag=t2",
                "os_type=linux",
                "status=active",
                "size_min=1000&size_max=2000",
                "size=1500",
                "min_ram=64",
                "visibility=private",
                "id=in:" + id + ",nonsense",
                "created_at=gte:2020-01-01T00:00:00Z&status=active",
                "os_hash_algo=sha512")) {
            as(token)
                    .get("/v2/images?owner=" + project + "&" + query)
                    .then()
                    .statusCode(200)
                    .body("images.id", equalTo(List.of(id)));
        }
        for (var query :
                List.of("name=hidden", "tag=t1&tag=t3", "size=1", "os_type=bsd", "protected=true", "checksum=x")) {
            as(token).get("/v2/images?" + query).then().statusCode(200).body("images", hasSize(0));
        }
        as(token).get("/v2/images?owner=" + project + "&os_hidden=True").then().body("images.name", contains("hidden"));
        as(token).get("/v2/images?limit=0").then().statusCode(200).body("images", hasSize(0));
    }

    @Test
    @Tag("SEC-25")
    void aListingShowsOnlyWhatIsForTheCaller() {
        var secret = create(TestIdentity.member(), "{\"visibility\": \"private\"}");
        var shared = create(TestIdentity.member(), "{\"visibility\": \"shared\"}");
        var community = create(TestIdentity.member(), "{\"visibility\": \"community\"}");
        var open = create(TestIdentity.admin(), "{\"visibility\": \"public\"}");

        stranger()
                .get("/v2/images?limit=1000")
                .then()
                .body("images.id", hasItem(open))
                .body("images.id", not(hasItem(secret)))
                .body("images.id", not(hasItem(shared)))
                .body("images.id", not(hasItem(community)));
        stranger().get("/v2/images?visibility=community").then().body("images.id", hasItem(community));
        stranger().get("/v2/images?visibility=private").then().body("images.id", not(hasItem(secret)));
        admin().get("/v2/images?limit=1000").then().body("images.id", hasItem(secret));
    }

    @Test
    void aDeactivatedImageIsNotReadByItsOwner() {
        var id = queued("raw");
        member().post("/v2/images/" + id + "/actions/deactivate").then().statusCode(403);
        upload(id, Samples.raw(100).array()).statusCode(204);

        member().post("/v2/images/" + id + "/actions/deactivate").then().statusCode(204);
        member().post("/v2/images/" + id + "/actions/deactivate").then().statusCode(204);
        show(id).body("status", equalTo("deactivated"));
        member().get("/v2/images/" + id + "/file").then().statusCode(403);
        as(TestIdentity.service())
                .post("/v2/images/" + id + "/actions/download-url")
                .then()
                .statusCode(409);
        admin().get("/v2/images/" + id + "/file").then().statusCode(200);
        member().post("/v2/images/" + id + "/actions/reactivate").then().statusCode(204);
        member().get("/v2/images/" + id + "/file").then().statusCode(200);
    }
}
