package io.virga.image.member;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.stranger;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class MembersResourceTest {

    private static final String OTHER = TestIdentity.OTHER_PROJECT;

    @Test
    void aMemberSeesTheImageAndListsItOnceAccepted() {
        var id = share();

        stranger().get("/v2/images/" + id).then().statusCode(200);
        stranger().get("/v2/images?limit=1000").then().body("images.id", not(hasItem(id)));
        stranger()
                .get("/v2/images?member_status=pending&visibility=shared")
                .then()
                .body("images.id", hasItem(id));
        answer(id, "accepted").statusCode(200).body("status", equalTo("accepted"));
        stranger().get("/v2/images?limit=1000").then().body("images.id", hasItem(id));
        answer(id, "rejected").statusCode(200);
        stranger().get("/v2/images?limit=1000").then().body("images.id", not(hasItem(id)));
        stranger().get("/v2/images?member_status=all&limit=1000").then().body("images.id", hasItem(id));
    }

    @Test
    void theOwnerRemovesAMember() {
        var id = share();

        stranger().delete(path(id)).then().statusCode(403);
        member().delete(path(id)).then().statusCode(204);
        member().delete(path(id)).then().statusCode(404);
        stranger().get("/v2/images/" + id).then().statusCode(404);
    }

    @Test
    void onlyTheMemberAnswers() {
        var id = share();

        member().contentType("application/json")
                .body("{\"status\": \"accepted\"}")
                .put(path(id))
                .then()
                .statusCode(403);
        answer(id, "perhaps").statusCode(400);
        stranger().get(path(id)).then().statusCode(200).body("status", equalTo("pending"));
    }

    @Test
    void membersDoNotSeeEachOther() {
        var id = share();
        add(id, "third").statusCode(200);

        member().get("/v2/images/" + id + "/members").then().body("members.member_id", contains(OTHER, "third"));
        stranger().get("/v2/images/" + id + "/members").then().body("members.member_id", contains(OTHER));
        stranger().get("/v2/images/" + id + "/members/third").then().statusCode(404);
        as(TestIdentity.member("outsider"))
                .get("/v2/images/" + id + "/members")
                .then()
                .statusCode(404);
    }

    @Test
    void aMemberIsAddedOnceAndToSharedImagesOnly() {
        var id = share();
        add(id, OTHER).statusCode(409);

        var closed = create(TestIdentity.member(), "{\"visibility\": \"private\"}");
        add(closed, OTHER).statusCode(403);
    }

    private static String share() {
        var id = create(TestIdentity.member(), "{\"name\": \"shared\"}");
        add(id, OTHER).statusCode(200).body("status", equalTo("pending")).body("image_id", equalTo(id));
        return id;
    }

    private static ValidatableResponse add(String id, String project) {
        return member().contentType("application/json")
                .body("{\"member\": \"%s\"}".formatted(project))
                .post("/v2/images/" + id + "/members")
                .then();
    }

    private static ValidatableResponse answer(String id, String status) {
        return stranger()
                .contentType("application/json")
                .body("{\"status\": \"%s\"}".formatted(status))
                .put(path(id))
                .then();
    }

    private static String path(String id) {
        return "/v2/images/" + id + "/members/" + OTHER;
    }
}
