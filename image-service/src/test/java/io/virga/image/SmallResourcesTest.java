package io.virga.image;

import static io.restassured.RestAssured.given;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Versions, schemas and tags.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class SmallResourcesTest {

    @Test
    void versionsAreForEverybody() {
        given().get("/")
                .then()
                .statusCode(300)
                .body("versions[0].status", equalTo("CURRENT"))
                .body("versions[0].links[0].href", endsWith("/v2/"));
        given().get("/versions").then().statusCode(200).body("versions[15].id", equalTo("v2.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image", "images", "member", "members", "task", "tasks", "metadefs/namespace", "metadefs/tags"})
    void schemasAreShown(String name) {
        member().get("/v2/schemas/" + name)
                .then()
                .statusCode(200)
                .body("name", equalTo(name.substring(name.indexOf('/') + 1)))
                .body("$", hasKey("properties"));
    }

    @Test
    void otherSchemasAreNot() {
        member().get("/v2/schemas/none").then().statusCode(404);
        member().get("/v2/schemas/metadefs/none").then().statusCode(404);
        given().get("/v2/schemas/image").then().statusCode(401);
    }

    @Test
    void tagsComeAndGo() {
        var id = queued("raw");

        member().put("/v2/images/" + id + "/tags/b").then().statusCode(204);
        member().put("/v2/images/" + id + "/tags/a").then().statusCode(204);
        member().put("/v2/images/" + id + "/tags/a").then().statusCode(204);
        show(id).body("tags", contains("a", "b"));
        member().delete("/v2/images/" + id + "/tags/b").then().statusCode(204);
        member().delete("/v2/images/" + id + "/tags/b").then().statusCode(404);
        show(id).body("tags", contains("a"));
        member().put("/v2/images/" + id + "/tags/" + "x".repeat(256)).then().statusCode(400);
    }
}
