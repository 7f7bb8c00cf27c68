package io.virga.identity.project;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.OfDomain;
import io.virga.testing.Backing;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class DomainAsProjectTest {

    @Test
    void aDomainIsMadeSeenChangedAndDeletedAsAProject() {
        var name = name("acting");
        var id = asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"is_domain\":true,\"domain_id\":null,\"tags\":[\"t\"]}}"
                        .formatted(name))
                .post("/v3/projects")
                .then()
                .statusCode(201)
                .body("project.is_domain", equalTo(true))
                .body("project.domain_id", nullValue())
                .body("project.parent_id", nullValue())
                .extract()
                .<String>path("project.id");
        asAdmin().get("/v3/domains/{d}", id).then().statusCode(200).body("domain.tags", contains("t"));
        asAdmin().get("/v3/projects?is_domain=True").then().body("projects.id", hasItem(id));
        asAdmin().get("/v3/projects?is_domain=true&name={n}", name).then().body("projects.id", contains(id));
        asAdmin().get("/v3/projects").then().body("projects.id", not(hasItem(id)));
        var child = make("projects", "project", "\"name\":\"c\",\"parent_id\":\"%s\"".formatted(id));
        asAdmin()
                .get("/v3/projects/{p}?subtree_as_ids&parents_as_ids", id)
                .then()
                .body("project.subtree", hasKey(child))
                .body("project.parents", nullValue());
        asAdmin().put("/v3/projects/{p}/tags/second", id).then().statusCode(201);
        asAdmin().delete("/v3/projects/{p}", id).then().statusCode(403);
        asAdmin()
                .body("{\"project\":{\"enabled\":false}}")
                .patch("/v3/projects/{p}", id)
                .then()
                .statusCode(200)
                .body("project.tags", contains("t", "second"));
        asAdmin().delete("/v3/projects/{p}", id).then().statusCode(204);
        asAdmin().get("/v3/projects/{p}", child).then().statusCode(404);
    }

    @Test
    void aDomainHasNothingAboveIt() {
        for (var member : new String[] {"domain_id", "parent_id"}) {
            asAdmin()
                    .body("{\"project\":{\"name\":\"%s\",\"is_domain\":true,\"%s\":\"default\"}}"
                            .formatted(name("no"), member))
                    .post("/v3/projects")
                    .then()
                    .statusCode(400);
        }
        var project = make("projects", "project", "\"name\":\"%s\"".formatted(name("plain")));
        asAdmin()
                .body("{\"project\":{\"is_domain\":true}}")
                .patch("/v3/projects/{p}", project)
                .then()
                .statusCode(400);
    }

    @Test
    void aDomainOfferedItsOwnIdKeepsIt() {
        var id = UUID.randomUUID().toString().replace("-", "");
        var body = "{\"domain\":{\"name\":\"%s\",\"explicit_domain_id\":\"%s\"}}";
        asAdmin()
                .body(body.formatted(name("own"), id))
                .post("/v3/domains")
                .then()
                .statusCode(201)
                .body("domain.id", equalTo(id))
                .body("domain", not(hasKey("explicit_domain_id")));
        asAdmin()
                .body(body.formatted(name("own"), id))
                .post("/v3/domains")
                .then()
                .statusCode(409);
        asAdmin()
                .body(body.formatted(name("own"), "x"))
                .post("/v3/domains")
                .then()
                .statusCode(400);
    }

    @Test
    void itTakesTheWholeCloudsRights() {
        var domain = OfDomain.with("admin");
        var admin = domain.as("admin");
        as(admin).get("/v3/projects/{p}", domain.id()).then().statusCode(403);
        as(admin).delete("/v3/projects/{p}", domain.id()).then().statusCode(403);
        as(admin).put("/v3/projects/{p}/tags/x", domain.id()).then().statusCode(403);
        as(admin)
                .body("{\"project\":{\"name\":\"%s\",\"is_domain\":true}}".formatted(name("mine")))
                .post("/v3/projects")
                .then()
                .statusCode(403);
        as(admin).get("/v3/projects?is_domain=true").then().statusCode(200).body("projects.size()", equalTo(0));
        as(tenant().logIn()).get("/v3/projects/default").then().statusCode(403);
    }
}
