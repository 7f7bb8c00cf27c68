package io.virga.network.quota;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.network.Api;
import io.virga.network.Northbound;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import io.virga.testing.TestLimits;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whose word counts when limits are set in several places.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Northbound.class)
class UnifiedLimitsTest {

    private final String project = UUID.randomUUID().toString().replace("-", "");
    private final Api user = new Api(TestIdentity.member(project));
    private final Api admin = Api.admin();

    @AfterEach
    void noLimits() {
        TestLimits.forget();
    }

    @Test
    void theProjectsOwnQuotaWinsThenItsLimitThenTheRegisteredThenTheBuiltIn() {
        shows("router", 10);
        TestLimits.register("network", "router", 7);
        shows("router", 7);
        shows("network", 100);
        user.get("quotas/" + project + "/default").body("quota.router", equalTo(7));
        TestLimits.limit("network", project, "router", 3);
        shows("router", 3);
        user.get("quotas/" + project + "/default").body("quota.router", equalTo(7));
        user.get("quotas/" + project + "/details.json").body("quota.router.limit", equalTo(3));
        admin.put("quotas/" + project, Map.of("quota", Map.of("router", 1))).statusCode(200);
        shows("router", 1);
        admin.delete("quotas/" + project).statusCode(204);
        shows("router", 3);
    }

    @Test
    void limitsOfOtherServicesAreNoneOfOurs() {
        TestLimits.register("compute", "router", 0);
        shows("router", 10);
    }

    @Test
    void aLimitHolds() {
        TestLimits.register("network", "network", 1);
        TestLimits.register("network", "security_group_rule", -1);
        user.create("networks", "name", "n");
        refused();
        TestLimits.limit("network", project, "network", -1);
        user.create("networks", "name", "m");
        TestLimits.limit("network", project, "network", 0);
        refused();
    }

    @Test
    void theLastWordHoldsWhileTheIdentityServiceIsAway() {
        TestLimits.register("network", "network", 0);
        shows("network", 0);
        TestLimits.away();
        shows("network", 0);
        refused();
    }

    private void shows(String resource, int limit) {
        user.get("quotas/" + project).statusCode(200).body("quota." + resource, equalTo(limit));
    }

    private void refused() {
        user.post("networks", Map.of("network", Map.of("name", "x")))
                .statusCode(409)
                .body("NeutronError.type", equalTo("OverQuota"));
    }
}
