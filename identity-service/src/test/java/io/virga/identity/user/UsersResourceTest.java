package io.virga.identity.user;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class UsersResourceTest {

    @Test
    void aUserIsMadeFoundChangedAndDeleted() {
        var name = name("user");
        var id = asAdmin()
                .body("{\"user\":{\"name\":\"%s\",\"password\":\"pw\",\"email\":\"u@example.org\"}}".formatted(name))
                .post("/v3/users")
                .then()
                .statusCode(201)
                .body("user.email", equalTo("u@example.org"))
                .body("user.enabled", equalTo(true))
                .body("user.password_expires_at", equalTo(null))
                .body("user", not(hasKey("password")))
                .body("user", not(hasKey("default_project_id")))
                .extract()
                .<String>path("user.id");
        asAdmin().get("/v3/users?name={n}&domain_id=default", name).then().body("users.id", contains(id));
        asAdmin()
                .body("{\"user\":{\"name\":\"%s\",\"email\":\"v@example.org\"}}".formatted(name + "2"))
                .patch("/v3/users/{id}", id)
                .then()
                .statusCode(200)
                .body("user.email", equalTo("v@example.org"));
        asAdmin()
                .body("{\"user\":{\"name\":\"%s\"}}".formatted(name + "2"))
                .post("/v3/users")
                .then()
                .statusCode(409)
                .body("error.message", containsString("Duplicate entry found with name " + name + "2"));
        asAdmin().delete("/v3/users/{id}", id).then().statusCode(204);
        asAdmin().get("/v3/users/{id}", id).then().statusCode(404);
    }

    @Test
    @Tag("SEC-21")
    void usersChangeTheirPasswordWithTheOldOne() {
        var tenant = tenant();
        var token = tenant.logIn();
        var change = "{\"user\":{\"original_password\":\"%s\",\"password\":\"new one\"}}";

        given().contentType(ContentType.JSON)
                .body(change.formatted("wrong"))
                .post("/v3/users/{u}/password", tenant.userId())
                .then()
                .statusCode(401);
        given().contentType(ContentType.JSON)
                .body(change.formatted(tenant.name()))
                .post("/v3/users/{u}/password", tenant.userId())
                .then()
                .statusCode(204);

        as(token).get("/v3/auth/projects").then().statusCode(401);
        ask(byPassword(tenant.name(), tenant.name()), "").then().statusCode(401);
        ask(byPassword(tenant.name(), "new one"), "").then().statusCode(201);
    }

    @Test
    @Tag("SEC-16")
    void whatABodyOrAQuerySaysOfTheCallerChangesNothing() {
        var tenant = tenant();
        var token = tenant.logIn();
        var other = tenant();
        as(token).get("/v3/users/{u}", tenant.userId()).then().statusCode(200);
        as(token)
                .queryParam("user_id", other.userId())
                .queryParam("domain_id", "default")
                .queryParam("target", "admin")
                .get("/v3/users/{u}", other.userId())
                .then()
                .statusCode(403);
        as(token)
                .body("{\"user\":{\"enabled\":true,\"roles\":[\"admin\"],\"is_admin\":true},\"user_id\":\"%s\"}"
                        .formatted(tenant.userId()))
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(403);
        as(token)
                .body("{\"user\":{\"original_password\":\"%s\",\"password\":\"x\"}}".formatted(tenant.name()))
                .post("/v3/users/{u}/password", other.userId())
                .then()
                .statusCode(401);
    }

    @Test
    void aPasswordIsTakenAwayWithNull() {
        var tenant = tenant();
        asAdmin()
                .body("{\"user\":{\"password\":null}}")
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(200)
                .body("user.password_expires_at", nullValue());
        ask(byPassword(tenant.name(), tenant.name()), "").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"options\":{\"ignore_password_expiry\":\"true\"}}"})
    void aChangeThatSaysNothingUsefulIsRefused(String user) {
        asAdmin()
                .body("{\"user\":%s}".formatted(user))
                .patch("/v3/users/{u}", tenant().userId())
                .then()
                .statusCode(400);
    }
}
