package io.virga.identity.project;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.OfDomain;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ProjectPersonasTest {

    @Test
    @Tag("SEC-25")
    void aDomainsReaderSeesItsOwnProjectsAndDomain() {
        var domain = OfDomain.with("reader");
        var other = OfDomain.with();
        var own = domain.make("projects", "project", "own");
        var foreign = other.make("projects", "project", "foreign");
        var reader = domain.as("reader");
        as(reader).get("/v3/projects").then().body("projects.id", contains(own));
        as(reader)
                .get("/v3/projects?domain_id={d}", other.id())
                .then()
                .statusCode(200)
                .body("projects", hasSize(0));
        as(reader).get("/v3/projects/{p}", own).then().statusCode(200);
        as(reader).get("/v3/projects/{p}/tags", own).then().statusCode(200);
        as(reader).get("/v3/projects/{p}", foreign).then().statusCode(403);
        as(reader).get("/v3/projects/{p}/tags", foreign).then().statusCode(403);
        as(reader).get("/v3/projects/nowhere").then().statusCode(403);
        as(reader).get("/v3/domains").then().body("domains.id", contains(domain.id()));
        as(reader).get("/v3/domains/{d}", domain.id()).then().statusCode(200);
        as(reader).get("/v3/domains/{d}", other.id()).then().statusCode(403);
        as(reader).delete("/v3/projects/{p}", own).then().statusCode(403);
    }

    @Test
    @Tag("SEC-16")
    void aDomainsManagerAndAdminKeepToTheirOwnDomain() {
        var domain = OfDomain.with("manager", "admin");
        var other = OfDomain.with();
        var foreign = other.make("projects", "project", "foreign");
        for (var role : new String[] {"manager", "admin"}) {
            var token = domain.as(role);
            var made = as(token)
                    .body("{\"project\":{\"name\":\"%s\"}}".formatted(name("mine")))
                    .post("/v3/projects")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("project.id");
            as(token).put("/v3/projects/{p}/tags/t", made).then().statusCode(201);
            as(token)
                    .body("{\"project\":{\"description\":\"d\"}}")
                    .patch("/v3/projects/{p}", made)
                    .then()
                    .statusCode(200);
            as(token).delete("/v3/projects/{p}", made).then().statusCode(204);

            as(token)
                    .body("{\"project\":{\"name\":\"x\",\"domain_id\":\"%s\"}}".formatted(other.id()))
                    .post("/v3/projects")
                    .then()
                    .statusCode(403);
            as(token)
                    .body("{\"project\":{\"name\":\"x\",\"parent_id\":\"%s\"}}".formatted(foreign))
                    .post("/v3/projects")
                    .then()
                    .statusCode(403);
            as(token)
                    .body("{\"project\":{\"name\":\"x\",\"domain_id\":\"nowhere\"}}")
                    .post("/v3/projects")
                    .then()
                    .statusCode(403);
            as(token)
                    .queryParam("domain_id", domain.id())
                    .body("{\"project\":{\"description\":\"d\",\"domain_id\":\"%s\"}}".formatted(domain.id()))
                    .patch("/v3/projects/{p}", foreign)
                    .then()
                    .statusCode(403);
            as(token).delete("/v3/projects/{p}", foreign).then().statusCode(403);
            as(token).put("/v3/projects/{p}/tags/t", foreign).then().statusCode(403);
            as(token)
                    .body("{\"domain\":{\"description\":\"d\"}}")
                    .patch("/v3/domains/{d}", domain.id())
                    .then()
                    .statusCode(403);
            as(token)
                    .body("{\"domain\":{\"name\":\"%s\"}}".formatted(name("d")))
                    .post("/v3/domains")
                    .then()
                    .statusCode(403);
            as(token).delete("/v3/domains/{d}", domain.id()).then().statusCode(403);
        }
    }

    @Test
    void aMemberOfAProjectMakesNone() {
        var tenant = tenant();
        var token = tenant.logIn();
        as(token)
                .body("{\"project\":{\"name\":\"%s\",\"parent_id\":\"%s\"}}".formatted(name("x"), tenant.projectId()))
                .post("/v3/projects")
                .then()
                .statusCode(403);
        as(token).get("/v3/domains/default").then().statusCode(200);
        as(token)
                .get("/v3/domains/{d}", make("domains", "domain", "\"name\":\"%s\"".formatted(name("far"))))
                .then()
                .statusCode(403);
    }
}
