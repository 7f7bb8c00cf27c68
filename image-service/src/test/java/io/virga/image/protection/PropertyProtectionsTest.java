package io.virga.image.protection;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.patch;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// By the file `property-protections.conf` of the tests.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class PropertyProtectionsTest {

    private final String project = newProject();
    private final String owner = TestIdentity.member(project);

    @ParameterizedTest
    @ValueSource(strings = {"licence_key", "billing_code", "nobody_knows"})
    void aMemberCannotMakeAProtectedProperty(String property) {
        as(owner)
                .contentType("application/json")
                .body("{\"name\": \"protected\", \"%s\": \"1\"}".formatted(property))
                .post("/v2/images")
                .then()
                .statusCode(403)
                .body(containsString("is protected."));
        as(owner).get("/v2/images?owner=" + project).then().body("images", hasSize(0));

        var id = create(owner, "{}");
        change(owner, id, "add", property, "1").statusCode(403);
        shown(id).body("$", not(hasKey(property)));
    }

    @Test
    void everybodySeesTheLicenceAndOnlyAnAdministratorChangesIt() {
        var id = create(owner, "{}");
        change(TestIdentity.admin(), id, "add", "licence_key", "1").statusCode(200);

        shown(id).body("licence_key", equalTo("1"));
        change(owner, id, "replace", "licence_key", "2").statusCode(403);
        change(owner, id, "remove", "licence_key", null).statusCode(403);
        change(TestIdentity.admin(), id, "replace", "licence_key", "2").statusCode(200);
        change(TestIdentity.admin(), id, "remove", "licence_key", null).statusCode(403);
        shown(id).body("licence_key", equalTo("2"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"replace, 409", "remove, 409", "add, 403"})
    void whatAMemberMayNotSeeIsAbsent(String operation, int status) {
        var id = create(owner, "{}");
        change(TestIdentity.admin(), id, "add", "billing_code", "17").statusCode(200);

        shown(id).body("$", not(hasKey("billing_code")));
        as(owner).get("/v2/images?billing_code=17").then().statusCode(200).body("images", hasSize(0));
        change(owner, id, operation, "billing_code", "18").statusCode(status);
        admin().get("/v2/images?billing_code=17&owner=" + project).then().body("images[0].billing_code", equalTo("17"));
    }

    @Test
    void whatNoSectionProtectsIsTheOwners() {
        var id = create(owner, "{\"colour\": \"blue\"}");

        change(owner, id, "replace", "colour", "red").statusCode(200);
        as(owner).get("/v2/images?colour=red").then().body("images", hasSize(1));
        change(owner, id, "remove", "colour", null).statusCode(200);
        member().get("/v2/images/" + id).then().statusCode(404);
    }

    private ValidatableResponse shown(String id) {
        return as(owner).get("/v2/images/" + id).then();
    }

    private static ValidatableResponse change(
            String token, String id, String operation, String property, String value) {
        var step = "{\"op\": \"%s\", \"path\": \"/%s\"%s}"
                .formatted(operation, property, value == null ? "" : ", \"value\": \"" + value + "\"");
        return patch(token, id, "[" + step + "]");
    }
}
