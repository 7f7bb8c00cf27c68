package io.virga.identity.limit;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.virga.identity.StrictCloud;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(StrictCloud.class)
class StrictLimitsTest {

    private String service;
    private String domain;
    private String project;

    @BeforeEach
    void aProjectInADomain() {
        service = make("services", "service", "\"type\":\"%s\"".formatted(name("type")));
        domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name("domain")));
        project =
                make("projects", "project", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name("project"), domain));
        post(
                        "registered_limits",
                        "{\"service_id\":\"%s\",\"resource_name\":\"v\",\"default_limit\":10}".formatted(service))
                .statusCode(201);
    }

    @Test
    void noProjectMayHaveMoreThanItsDomain() {
        post("limits", limit("project_id", project, 11)).statusCode(403);
        post("limits", limit("project_id", project, -1)).statusCode(403);
        post("limits", limit("project_id", project, 10)).statusCode(201);
        post("limits", limit("domain_id", domain, 9)).statusCode(403);
        post("limits", limit("domain_id", domain, 20)).statusCode(201);
        var id = asAdmin()
                .get("/v3/limits?service_id={s}&project_id={p}", service, project)
                .then()
                .extract()
                .<String>path("limits[0].id");
        change(id, 21).statusCode(403);
        change(id, 20).statusCode(200).body("limit.resource_limit", equalTo(20));
        asAdmin().get("/v3/limits/model").then().body("model.name", equalTo("strict_two_level"));
    }

    @Test
    void oneRequestMaySetTheDomainsAndItsProjectsLimit() {
        post("limits", limit("project_id", project, 31) + "," + limit("domain_id", domain, 30))
                .statusCode(403);
        asAdmin().get("/v3/limits?service_id={s}", service).then().body("limits", hasSize(0));
        post("limits", limit("project_id", project, 30) + "," + limit("domain_id", domain, 30))
                .statusCode(201);
    }

    @Test
    void anUnlimitedDomainCoversEverything() {
        post("limits", limit("domain_id", domain, -1)).statusCode(201);
        post("limits", limit("project_id", project, -1)).statusCode(201);
    }

    @Test
    void noProjectComesBelowAnother() {
        asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"domain_id\":\"%s\",\"parent_id\":\"%s\"}}"
                        .formatted(name("child"), domain, project))
                .post("/v3/projects")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse change(String id, int ceiling) {
        return asAdmin()
                .body("{\"limit\":{\"resource_limit\":%d}}".formatted(ceiling))
                .patch("/v3/limits/{l}", id)
                .then();
    }

    private String limit(String key, String id, int ceiling) {
        return "{\"service_id\":\"%s\",\"resource_name\":\"v\",\"%s\":\"%s\",\"resource_limit\":%d}"
                .formatted(service, key, id, ceiling);
    }

    private static ValidatableResponse post(String collection, String items) {
        return asAdmin()
                .body("{\"%s\":[%s]}".formatted(collection, items))
                .post("/v3/" + collection)
                .then();
    }
}
