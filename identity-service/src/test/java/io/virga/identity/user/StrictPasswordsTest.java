package io.virga.identity.user;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.OfDomain.byId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.virga.identity.Cloud;
import io.virga.identity.StrictCloud;
import io.virga.identity.password.CountedPasswords;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.hibernate.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StrictCloud.class)
@QuarkusTestResource(Backing.class)
class StrictPasswordsTest {

    @Inject
    Session session;

    @Inject
    InactiveUsers inactive;

    @Inject
    CountedPasswords passwords;

    private static String user(String options) {
        return make(
                "users",
                "user",
                "\"name\":\"%s\",\"password\":\"first 1\",\"options\":{%s}".formatted(name("strict"), options));
    }

    private static String settled() {
        return user("\"ignore_change_password_upon_first_use\":true");
    }

    private static Response change(String user, String original, String next) {
        return given().contentType(ContentType.JSON)
                .body("{\"user\":{\"original_password\":\"%s\",\"password\":\"%s\"}}".formatted(original, next))
                .post("/v3/users/{u}/password", user);
    }

    @Test
    void aFirstPasswordIsChangedBeforeAnythingElse() {
        var user = user("");
        ask(byId(user, "first 1"), "")
                .then()
                .statusCode(401)
                .body("error.message", containsString("password is expired"));
        ask(byId(user, "wrong 1"), "")
                .then()
                .statusCode(401)
                .body("error.message", equalTo("The request you have made requires authentication."));
        change(user, "first 1", "second 2").then().statusCode(204);
        ask(byId(user, "second 2"), "")
                .then()
                .statusCode(201)
                .body(
                        "token.user.password_expires_at",
                        matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000000"));
        asAdmin()
                .body("{\"user\":{\"password\":\"reset 3\"}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(200);
        ask(byId(user, "reset 3"), "").then().statusCode(401);
    }

    @Test
    void weakPasswordsAreRefused() {
        var user = settled();
        change(user, "first 1", "abc")
                .then()
                .statusCode(400)
                .body("error.message", containsString("four with a digit"));
        asAdmin()
                .body("{\"user\":{\"name\":\"%s\",\"password\":\"weak\"}}".formatted(name("weak")))
                .post("/v3/users")
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"user\":{\"password\":\"weak\"}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(400);
        ask(byId(user, "first 1"), "").then().statusCode(201);
    }

    @Test
    void theLastPasswordsAreNotChosenAgainButAdministratorsMaySetThem() {
        var user = settled();
        change(user, "first 1", "first 1").then().statusCode(400);
        change(user, "first 1", "second 2").then().statusCode(204);
        change(user, "second 2", "first 1")
                .then()
                .statusCode(400)
                .body("error.message", containsString("must be unique is 2"));
        asAdmin()
                .body("{\"user\":{\"password\":\"second 2\"}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(200);
        change(user, "second 2", "third 3").then().statusCode(204);
        change(user, "third 3", "first 1").then().statusCode(204);
        ask(byId(user, "first 1"), "").then().statusCode(201);
    }

    @Test
    @Tag("SEC-23")
    void aLockedUserCannotBeToldFromAnyOther() {
        var user = settled();
        var answers = new ArrayList<String>();
        for (var i = 0; i < 2; i++) {
            answers.add(refused(byId(user, "wrong 1")));
        }
        answers.add(refused(byId(user, "first 1")));
        answers.add(refused(byPassword(name("nobody"), "first 1")));
        var disabled = settled();
        asAdmin()
                .body("{\"user\":{\"enabled\":false}}")
                .patch("/v3/users/{u}", disabled)
                .then()
                .statusCode(200);
        answers.add(refused(byId(disabled, "first 1")));
        assertThat(answers).containsOnly(answers.getFirst());

        sql("update failed_log_ins set last_at = last_at - interval '1 minute' where who = :id", user);
        ask(byId(user, "first 1"), "").then().statusCode(201);
    }

    // Time does not tell either: each costs one slow check.
    private String refused(String identity) {
        var before = passwords.checks();
        var answer = ask(identity, "").then().statusCode(401).extract().body().asString();
        assertThat(passwords.checks() - before).isEqualTo(1);
        return answer;
    }

    @Test
    void anAdministratorLetsALockedUserIn() {
        var user = settled();
        refused(byId(user, "wrong 1"));
        refused(byId(user, "wrong 1"));
        refused(byId(user, "first 1"));
        asAdmin()
                .body("{\"user\":{\"enabled\":true}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(200);
        ask(byId(user, "first 1"), "").then().statusCode(201);
    }

    @Test
    void indispensableAccountsAreNotLockedOut() {
        refused(byPassword("compute", "wrong 1"));
        refused(byPassword("compute", "wrong 1"));
        refused(byPassword("compute", "wrong 1"));
        ask(byPassword("compute", "compute-secret"), "").then().statusCode(201);
        logIn("admin", Cloud.ADMIN_PASSWORD, "admin")
                .then()
                .statusCode(201)
                .body("token.user.password_expires_at", nullValue());
    }

    @Test
    @Tag("SEC-23")
    void whoGuessesAtOneNameWaitsWhetherSomebodyHasItOrNot() {
        for (var identity : new String[] {
            byId(user("\"ignore_lockout_failure_attempts\":true"), "wrong 1"), byPassword(name("nobody"), "wrong 1")
        }) {
            for (var i = 0; i < 6; i++) {
                ask(identity, "").then().statusCode(401);
            }
            ask(identity, "")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", matchesPattern("[1-9][0-9]?"))
                    .body("error.message", equalTo("Too many log-ins failed. Try again later."));
        }
    }

    @Test
    void aLockedPasswordIsNotChangedByItsUser() {
        var user = user("\"lock_password\":true");
        change(user, "first 1", "second 2").then().statusCode(400);
        asAdmin()
                .body("{\"user\":{\"options\":{\"lock_password\":null}}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(200)
                .body("user.options.size()", equalTo(0));
        change(user, "first 1", "second 2").then().statusCode(204);
    }

    @Test
    void usersAreFoundByTheEndOfTheirPassword() {
        var user = settled();
        var eternal = user("\"ignore_password_expiry\":true,\"ignore_change_password_upon_first_use\":true");
        var filter = "/v3/users?password_expires_at=";
        asAdmin().get(filter + "gt:2026-01-01T00:00:00Z").then().body("users.id", hasItem(user));
        asAdmin().get(filter + "lt:2026-01-01T00:00:00Z").then().body("users", hasSize(0));
        asAdmin().get("/v3/users/{u}", eternal).then().body("user.password_expires_at", nullValue());
        for (var bad : new String[] {"soon", "lt:soon", "lt:", "lt", "zz:2026-01-01T00:00:00Z"}) {
            asAdmin().get(filter + bad).then().statusCode(400);
        }
    }

    @Test
    @Tag("SEC-21")
    void whoWasAwayForLongIsDisabled() {
        var user = settled();
        var kept = user("\"ignore_user_inactivity\":true,\"ignore_change_password_upon_first_use\":true");
        var token = token(ask(byId(user, "first 1"), ""));
        lastSeen(user);
        lastSeen(kept);
        ask(byId(user, "first 1"), "").then().statusCode(401);
        inactive.disable();
        asAdmin().get("/v3/users/{u}", user).then().body("user.enabled", equalTo(false));
        as(token).get("/v3/auth/projects").then().statusCode(401);
        ask(byId(kept, "first 1"), "").then().statusCode(201);
        asAdmin()
                .body("{\"user\":{\"enabled\":true}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(200);
        ask(byId(user, "first 1"), "").then().statusCode(201);
    }

    private void lastSeen(String user) {
        sql("update users set last_active_on = date '2020-01-01' where id = :id", user);
    }

    private void sql(String statement, String id) {
        QuarkusTransaction.requiringNew()
                .run(() -> session.createNativeMutationQuery(statement)
                        .setParameter("id", id)
                        .executeUpdate());
    }
}
