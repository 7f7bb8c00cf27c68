package io.virga.identity.oauth;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ConsumersResourceTest {

    private static final String PATH = "/v3/OS-OAUTH1/consumers";

    @Test
    void theyComeChangeAndGo() {
        var made = asAdmin()
                .body("{\"consumer\":{\"description\":\"a\",\"team\":\"t\"}}")
                .post(PATH);
        made.then()
                .statusCode(201)
                .body("consumer.description", equalTo("a"))
                .body("consumer.secret", notNullValue())
                .body("consumer.team", equalTo("t"));
        String id = made.path("consumer.id");
        asAdmin()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("consumer.description", equalTo("a"))
                .body("consumer.links", equalTo(made.path("consumer.links")))
                .body("consumer", not(hasKey("secret")));
        asAdmin().get(PATH).then().statusCode(200).body("consumers.id", hasItem(id));
        asAdmin()
                .body("{\"consumer\":{\"description\":\"b\"}}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("consumer.description", equalTo("b"))
                .body("consumer.team", equalTo("t"));
        asAdmin()
                .body("{\"consumer\":{\"description\":null}}")
                .patch(PATH + "/" + id)
                .then()
                .body("consumer.description", nullValue());
        asAdmin().delete(PATH + "/" + id).then().statusCode(204);
        asAdmin().get(PATH + "/" + id).then().statusCode(404);
        asAdmin().delete(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void onlyAdminsMayAndBadBodiesAreRefused() {
        var stranger = tenant().logIn();
        as(stranger).get(PATH).then().statusCode(403);
        as(stranger).get(PATH + "/x").then().statusCode(403);
        as(stranger).body("{\"consumer\":{}}").post(PATH).then().statusCode(403);
        as(stranger).delete(PATH + "/x").then().statusCode(403);
        for (var body : List.of(
                "",
                "{}",
                "{\"consumer\":7}",
                "{\"consumer\":{\"description\":7}}",
                "{\"consumer\":{\"secret\":\"s\"}}")) {
            assertThat(asAdmin().body(body).post(PATH).statusCode()).as(body).isEqualTo(400);
        }
    }
}
