package io.virga.identity.key;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class KeysResourceTest {

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsLater() {
        var before = asAdmin().get("/v3/auth/keys").then().statusCode(200).extract();
        String signing = before.path("keys.find { it.status == 'signing' }.id");
        var token = tenant().logIn();

        String made = asAdmin()
                .body("{\"key\":{}}")
                .post("/v3/auth/keys")
                .then()
                .statusCode(201)
                .body("key.status", equalTo("published"))
                .extract()
                .path("key.id");

        as(token).get("/v3/auth/jwks").then().body("keys.kid", hasItem(made)).body(not(containsString("\"d\"")));
        asAdmin()
                .get("/v3/auth/keys")
                .then()
                .body("keys.find { it.id == '%s' }.status".formatted(signing), equalTo("signing"));
        as(token).get("/v3/auth/projects").then().statusCode(200);
        asAdmin().body("{\"key\":{}}").post("/v3/auth/keys").then().statusCode(409);
    }

    @Test
    void nobodyButTheOperatorTouchesThem() {
        as(tenant().logIn()).post("/v3/auth/keys").then().statusCode(403);
        as(tenant().logIn()).get("/v3/auth/keys").then().statusCode(403);
    }
}
