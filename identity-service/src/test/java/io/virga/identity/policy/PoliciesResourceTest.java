package io.virga.identity.policy;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PoliciesResourceTest {

    @Test
    void aPolicyIsKeptChangedAndDeleted() {
        var type = name("text/plain");
        var id = make("policies", "policy", "\"type\":\"%s\",\"blob\":\"b\"".formatted(type));
        asAdmin().get("/v3/policies?type={t}", type).then().body("policies.id", contains(id));
        asAdmin()
                .body("{\"policy\":{\"blob\":\"c\"}}")
                .patch("/v3/policies/{p}", id)
                .then()
                .statusCode(200)
                .body("policy.blob", equalTo("c"))
                .body("policy.type", equalTo(type));
        as(tenant().logIn()).get("/v3/policies/{p}", id).then().statusCode(403);
        asAdmin().delete("/v3/policies/{p}", id).then().statusCode(204);
        asAdmin().get("/v3/policies/{p}", id).then().statusCode(404);
    }
}
