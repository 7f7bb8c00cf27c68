package io.virga.identity.domain;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
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
class DomainsResourceTest {

    @Test
    void aDomainClosesBeforeItGoesAndTakesAllWithIt() {
        var name = name("domain");
        var domain = make("domains", "domain", "\"name\":\"%s\",\"description\":\"d\"".formatted(name));
        var project = make("projects", "project", "\"name\":\"p\",\"domain_id\":\"%s\"".formatted(domain));
        var user = make("users", "user", "\"name\":\"u\",\"password\":\"pw\",\"domain_id\":\"%s\"".formatted(domain));
        var logIn = "{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"%s\",\"password\":\"pw\"}}}"
                .formatted(user);
        ask(logIn, "").then().statusCode(201);

        asAdmin().get("/v3/domains?name={n}", name).then().body("domains.id", contains(domain));
        asAdmin().delete("/v3/domains/{d}", domain).then().statusCode(403);
        asAdmin()
                .body("{\"domain\":{\"enabled\":false}}")
                .patch("/v3/domains/{d}", domain)
                .then()
                .statusCode(200)
                .body("domain.enabled", equalTo(false));
        ask(logIn, "").then().statusCode(401);
        asAdmin().delete("/v3/domains/{d}", domain).then().statusCode(204);
        asAdmin().get("/v3/projects/{p}", project).then().statusCode(404);
        asAdmin().get("/v3/users/{u}", user).then().statusCode(404);
    }

    @Test
    void theDefaultDomainStays() {
        asAdmin()
                .body("{\"domain\":{\"enabled\":false}}")
                .patch("/v3/domains/default")
                .then()
                .statusCode(403);
        asAdmin().delete("/v3/domains/default").then().statusCode(403);
        as(tenant().logIn()).get("/v3/domains/default").then().statusCode(200).body("domain.name", equalTo("Default"));
        asAdmin().get("/v3/domains/Default").then().statusCode(404);
    }
}
