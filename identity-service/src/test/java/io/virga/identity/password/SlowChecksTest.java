package io.virga.identity.password;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.virga.identity.application.Applications;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whoever does not get in has cost one slow check, so that time does not tell names that exist from others
/// (CVE-2021-38155).
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Tag("SEC-23")
class SlowChecksTest {

    @Inject
    CountedPasswords passwords;

    @Test
    void aLogInThatFailsCostsOneWhoeverItWasFor() {
        var tenant = tenant();
        var disabled = tenant();
        asAdmin()
                .body("{\"user\":{\"enabled\":false}}")
                .patch("/v3/users/{u}", disabled.userId())
                .then()
                .statusCode(200);
        var bare = name("bare");
        make("users", "user", "\"name\":\"%s\"".formatted(bare));
        var generated = Applications.make(tenant.logIn(), tenant.userId(), "");
        var chosen = Applications.make(tenant.logIn(), tenant.userId(), "\"secret\":\"chosen by hand\"");

        var failing = new LinkedHashMap<String, String>();
        failing.put("a wrong password", byPassword(tenant.name(), "wrong"));
        failing.put("a name that nobody has", byPassword(name("nobody"), "wrong"));
        failing.put("a disabled user's password", byPassword(disabled.name(), disabled.name()));
        failing.put("a disabled user", byPassword(disabled.name(), "wrong"));
        failing.put("a user without a password", byPassword(bare, "wrong"));
        failing.put(
                "a domain that does not exist",
                byPassword(tenant.name(), tenant.name()).replace("\"default\"", "\"nowhere\""));
        failing.put("a wrong secret", Applications.byId(generated.id(), "wrong"));
        failing.put("another wrong secret", Applications.byId(chosen.id(), "wrong"));
        failing.put("an application credential that does not exist", Applications.byId("nothing", "wrong"));
        failing.forEach((what, identity) -> {
            var before = passwords.checks();
            ask(identity, "").then().statusCode(401);
            assertThat(passwords.checks() - before).as(what).isEqualTo(1);
        });
    }

    @Test
    void soDoesAChangeOfPasswordThatFails() {
        for (var user : new String[] {tenant().userId(), name("nobody")}) {
            var before = passwords.checks();
            RestAssured.given()
                    .contentType(ContentType.JSON)
                    .body("{\"user\":{\"original_password\":\"wrong\",\"password\":\"another\"}}")
                    .post("/v3/users/{u}/password", user)
                    .then()
                    .statusCode(401);
            assertThat(passwords.checks() - before).as(user).isEqualTo(1);
        }
    }
}
