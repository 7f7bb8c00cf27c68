package io.virga.compute.quota;

import static io.restassured.RestAssured.given;
import static io.virga.compute.TestCloud.delete;
import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestPeers;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import io.virga.testing.TestLimits;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose word counts when limits are set in several places.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class UnifiedLimitsTest {

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);
    private final String admin = TestIdentity.admin();

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @AfterEach
    void noLimits() {
        TestLimits.forget();
    }

    @Test
    void theProjectsOwnQuotaWinsThenItsLimitThenTheRegisteredThenTheConfigured() {
        shows("cores", 20);
        TestLimits.register("compute", "class:VCPU", 8);
        TestLimits.register("compute", "class:MEMORY_MB", -1);
        TestLimits.register("compute", "servers", 5);
        shows("cores", 8);
        shows("ram", -1);
        shows("instances", 5);
        shows("metadata_items", 128);
        get(token, "/v2.1/os-quota-sets/" + project + "/defaults").body("quota_set.cores", equalTo(8));
        TestLimits.limit("compute", project, "class:VCPU", 4);
        shows("cores", 4);
        get(token, "/v2.1/os-quota-sets/" + project + "/defaults").body("quota_set.cores", equalTo(8));
        get(token, "/v2.1/os-quota-sets/" + project + "/detail").body("quota_set.cores.limit", equalTo(4));
        get(token, "/v2.1/limits").body("limits.absolute.maxTotalCores", equalTo(4));
        given().header("X-Auth-Token", admin)
                .contentType("application/json")
                .body("{\"quota_set\": {\"cores\": 2}}")
                .put("/v2.1/os-quota-sets/" + project)
                .then()
                .statusCode(200);
        shows("cores", 2);
        delete(admin, "/v2.1/os-quota-sets/" + project).statusCode(202);
        shows("cores", 4);
    }

    @Test
    void aLimitOnServersHolds() {
        TestLimits.register("compute", "servers", 0);
        post(token, "/v2.1/servers", TestCloud.server("{}"))
                .statusCode(403)
                .body("forbidden.message", containsString("Quota exceeded for instances"));
        TestLimits.limit("compute", project, "servers", 1);
        post(token, "/v2.1/servers", TestCloud.server("{}")).statusCode(202);
        TestLimits.away();
        post(token, "/v2.1/servers", TestCloud.server("{}")).statusCode(403);
    }

    @Test
    void aLimitOnKeyPairsHolds() {
        TestLimits.register("compute", "server_key_pairs", 0);
        post(token, "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"unified\"}}")
                .statusCode(403);
        TestLimits.limit("compute", project, "server_key_pairs", -1);
        post(token, "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"unified\"}}")
                .statusCode(200);
        delete(token, "/v2.1/os-keypairs/unified").statusCode(202);
    }

    private void shows(String resource, int limit) {
        get(token, "/v2.1/os-quota-sets/" + project).statusCode(200).body("quota_set." + resource, equalTo(limit));
    }
}
