package io.virga.identity.totp;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.inProject;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.Cloud.Tenant;
import io.virga.testing.Backing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class OneTimeCodesTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static Tenant withCodes() {
        var tenant = tenant();
        as(tenant.logIn())
                .body("{\"credential\":{\"type\":\"totp\",\"blob\":\"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\"}}")
                .post("/v3/credentials")
                .then()
                .statusCode(201);
        return tenant;
    }

    private static String code(int stepsAway) {
        return OneTimeCode.of(SECRET, OneTimeCode.step(Instant.now()) + stepsAway);
    }

    private static String totp(Tenant tenant, String code) {
        return "{\"methods\":[\"totp\"],\"totp\":{\"user\":{\"id\":\"%s\",\"passcode\":\"%s\"}}}"
                .formatted(tenant.userId(), code);
    }

    private static String both(Tenant tenant, String password, String code) {
        return """
                {"methods":["password","totp"],
                 "password":{"user":{"id":"%s","password":"%s"}},
                 "totp":{"user":{"name":"%s","domain":{"id":"default"},"passcode":"%s"}}}
                """.formatted(tenant.userId(), password, tenant.name(), code);
    }

    @Test
    void aCodeLogsIn() {
        var tenant = withCodes();
        ask(totp(tenant, code(0)), inProject(tenant.name()))
                .then()
                .statusCode(201)
                .body("token.methods", contains("totp"))
                .body("token.user.id", equalTo(tenant.userId()));
    }

    @Test
    @Tag("SEC-20")
    void aCodeWorksOnce() {
        var tenant = withCodes();
        var code = code(0);
        ask(totp(tenant, code), "").then().statusCode(201);
        ask(totp(tenant, code), "").then().statusCode(401);
        ask(both(tenant, tenant.name(), code), "").then().statusCode(401);
    }

    @Test
    void theOneBeforeIsGoodOlderAndLaterOnesAreNot() {
        var tenant = withCodes();
        for (var away : List.of(-3, 2)) {
            ask(totp(tenant, code(away)), "").then().statusCode(401);
        }
        ask(totp(tenant, code(0)), "").then().statusCode(201);
        assertThat(ask(totp(tenant, code(-1)), "").statusCode()).isIn(201, 401); // 401 when a step ended just now
    }

    @Test
    void withAPasswordBothMustHold() {
        var tenant = withCodes();
        ask(both(tenant, tenant.name(), "000000"), "").then().statusCode(401);
        ask(both(tenant, "wrong", code(0)), "").then().statusCode(401);
        ask(both(tenant, tenant.name(), code(0)), "")
                .then()
                .statusCode(201)
                .body("token.methods", containsInAnyOrder("password", "totp"));
    }

    @Test
    @Tag("SEC-23")
    void afterTooManyWrongOnesNoneIsGood() {
        var tenant = withCodes();
        for (var i = 0; i < 5; i++) {
            ask(totp(tenant, "x" + i), "").then().statusCode(401);
        }
        ask(totp(tenant, code(0)), "")
                .then()
                .statusCode(401)
                .body("error.message", equalTo("The request you have made requires authentication."));
        var other = withCodes();
        ask(totp(other, code(0)), "").then().statusCode(201);
    }

    @Test
    void whoHasNoneCannot() {
        ask(totp(tenant(), code(0)), "").then().statusCode(401);
        ask("{\"methods\":[\"totp\"],\"totp\":{\"user\":{\"id\":\"nobody\",\"passcode\":\"1\"}}}", "")
                .then()
                .statusCode(401);
        for (var body : List.of(
                "{\"methods\":[\"totp\"]}",
                "{\"methods\":[\"totp\"],\"totp\":{\"user\":{\"id\":\"a\"}}}",
                "{\"methods\":[\"totp\"],\"totp\":{\"user\":{\"id\":\"a\",\"passcode\":123456}}}",
                "{\"methods\":[\"totp\"],\"totp\":{\"user\":{\"passcode\":\"1\"}}}")) {
            ask(body, "").then().statusCode(400);
        }
    }
}
