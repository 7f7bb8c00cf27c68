package io.virga.identity.policy;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PolicyAssociationsTest {

    private String top;
    private String service;
    private String endpoint;

    @BeforeEach
    void anEndpointInARegionBelowAnother() {
        top = region("");
        var below = region(",\"parent_region_id\":\"%s\"".formatted(top));
        service = make("services", "service", "\"type\":\"%s\"".formatted(name("type")));
        endpoint = make(
                "endpoints",
                "endpoint",
                "\"service_id\":\"%s\",\"interface\":\"public\",\"url\":\"http://x\",\"region_id\":\"%s\""
                        .formatted(service, below));
    }

    @Test
    void theClosestPolicyIsTheEndpointsOwn() {
        asAdmin()
                .get("/v3/endpoints/{e}/OS-ENDPOINT-POLICY/policy", endpoint)
                .then()
                .statusCode(404);
        var ofService = associated("/services/" + service);
        isPolicy(ofService);
        var above = associated("/services/" + service + "/regions/" + top);
        isPolicy(above);
        var own = associated("/endpoints/" + endpoint);
        isPolicy(own);
        for (var policy : new String[] {ofService, above, own}) {
            asAdmin().get(base(policy) + "/endpoints").then().body("endpoints.id", contains(endpoint));
        }
        asAdmin().delete(base(own) + "/endpoints/{e}", endpoint).then().statusCode(204);
        asAdmin().head(base(own) + "/endpoints/{e}", endpoint).then().statusCode(404);
        asAdmin().get(base(own) + "/endpoints").then().body("endpoints", hasSize(0));
        isPolicy(above);
        asAdmin().delete("/v3/policies/{p}", above).then().statusCode(204);
        isPolicy(ofService);
    }

    @Test
    void aThingHasOnePolicyAtMost() {
        var first = associated("/services/" + service);
        var second = associated("/services/" + service);
        asAdmin().get(base(first) + "/services/" + service).then().statusCode(404);
        asAdmin().get(base(second) + "/services/" + service).then().statusCode(204);
        isPolicy(second);
    }

    @Test
    void whatIsNotThereHasNone() {
        var policy = policy();
        asAdmin().put(base(policy) + "/endpoints/nothing").then().statusCode(404);
        asAdmin().put(base(policy) + "/services/nothing").then().statusCode(404);
        asAdmin()
                .put(base(policy) + "/services/" + service + "/regions/nothing")
                .then()
                .statusCode(404);
        asAdmin().put(base("nothing") + "/endpoints/" + endpoint).then().statusCode(404);
        asAdmin().get(base("nothing") + "/endpoints").then().statusCode(404);
    }

    @Test
    void aTenantMayNeitherSeeNorChangeThem() {
        var policy = policy();
        var stranger = tenant().logIn();
        as(stranger).put(base(policy) + "/endpoints/" + endpoint).then().statusCode(403);
        as(stranger).get(base(policy) + "/endpoints").then().statusCode(403);
        as(stranger)
                .get("/v3/endpoints/{e}/OS-ENDPOINT-POLICY/policy", endpoint)
                .then()
                .statusCode(403);
    }

    private void isPolicy(String policy) {
        asAdmin()
                .get("/v3/endpoints/{e}/OS-ENDPOINT-POLICY/policy", endpoint)
                .then()
                .statusCode(200)
                .body("policy.id", equalTo(policy));
    }

    private static String associated(String path) {
        var policy = policy();
        asAdmin().put(base(policy) + path).then().statusCode(204);
        asAdmin().head(base(policy) + path).then().statusCode(204);
        return policy;
    }

    private static String base(String policy) {
        return "/v3/policies/" + policy + "/OS-ENDPOINT-POLICY";
    }

    private static String policy() {
        return make("policies", "policy", "\"type\":\"text/plain\",\"blob\":\"b\"");
    }

    private static String region(String more) {
        return make("regions", "region", "\"description\":\"d\"" + more);
    }
}
