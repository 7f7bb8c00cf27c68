package io.virga.compute.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestPeers;
import io.virga.contract.identity.TokenClaims.AccessRule;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A token of an application credential with access rules, in a service that is not the identity service.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class AccessRulesTest {

    private final String token = TestIdentity.confinedTo(
            new AccessRule("compute", "GET", "/v2.1/servers"), new AccessRule("image", "GET", "/v2.1/flavors"));

    @Test
    @Tag("SEC-19")
    void whatTheyNameIsAllowedAndNothingElse() {
        assertThat(get("/v2.1/servers")).isEqualTo(200);
        assertThat(get("/v2/servers")).isEqualTo(200); // as it is routed
        assertThat(get("/v2.1/" + TestIdentity.PROJECT + "/servers")).isEqualTo(200);
        assertThat(get("/v2.1/servers/detail")).isEqualTo(403);
        assertThat(get("/v2.1/flavors")).isEqualTo(403);
        assertThat(get("/v2.1/" + TestIdentity.PROJECT + "/flavors")).isEqualTo(403);
        assertThat(get("/v2.1//flavors")).isIn(403, 404);
        assertThat(get("/v2.1/servers/../flavors")).isIn(403, 404);
        given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body("{}")
                .post("/v2.1/servers")
                .then()
                .statusCode(403)
                .body("forbidden.message", containsString("access rules"));
    }

    private int get(String path) {
        return given().header("X-Auth-Token", token)
                .urlEncodingEnabled(false)
                .get(path)
                .statusCode();
    }
}
