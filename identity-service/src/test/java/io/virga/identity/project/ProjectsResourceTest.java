package io.virga.identity.project;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ProjectsResourceTest {

    @Test
    void aProjectIsMadeFoundChangedAndDeleted() {
        var name = name("life");
        var id = asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"colour\":\"blue\",\"tags\":[\"a\"]}}".formatted(name))
                .post("/v3/projects")
                .then()
                .statusCode(201)
                .body("project.domain_id", equalTo("default"))
                .body("project.parent_id", equalTo("default"))
                .body("project.is_domain", equalTo(false))
                .body("project.description", equalTo(""))
                .body("project.colour", equalTo("blue"))
                .body("project.links.self", endsWith("/v3/projects/" + id("project", name)))
                .extract()
                .<String>path("project.id");

        asAdmin().get("/v3/projects?name={n}", name).then().body("projects.id", contains(id));
        asAdmin()
                .get("/v3/projects?name={n}&enabled=false", name)
                .then()
                .body("projects", hasSize(0))
                .body("links.next", equalTo(null));
        asAdmin()
                .body("{\"project\":{\"description\":\"d\",\"enabled\":false,\"colour\":\"red\"}}")
                .patch("/v3/projects/{id}", id)
                .then()
                .statusCode(200)
                .body("project.description", equalTo("d"))
                .body("project.enabled", equalTo(false))
                .body("project.colour", equalTo("red"));
        asAdmin().delete("/v3/projects/{id}", id).then().statusCode(204);
        asAdmin()
                .get("/v3/projects/{id}", id)
                .then()
                .statusCode(404)
                .body("error.message", equalTo("Could not find project: %s.".formatted(id)));
    }

    private static String id(String kind, String name) {
        return asAdmin().get("/v3/" + kind + "s?name=" + name).then().extract().path(kind + "s[0].id");
    }

    @Test
    void aNameIsUniqueInItsDomain() {
        var name = name("twice");
        make("projects", "project", "\"name\":\"%s\"".formatted(name));
        asAdmin()
                .body("{\"project\":{\"name\":\"%s\"}}".formatted(name))
                .post("/v3/projects")
                .then()
                .statusCode(409)
                .body("error.title", equalTo("Conflict"));
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name));
        make("projects", "project", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name, domain));
    }

    @Test
    void aProjectWithChildrenStays() {
        var parent = make("projects", "project", "\"name\":\"%s\"".formatted(name("parent")));
        var child = make("projects", "project", "\"name\":\"%s\",\"parent_id\":\"%s\"".formatted(name("c"), parent));
        asAdmin().get("/v3/projects?parent_id={p}", parent).then().body("projects.id", contains(child));
        asAdmin().delete("/v3/projects/{id}", parent).then().statusCode(403);
    }

    @Test
    void tagsAreSetAskedForAndFiltered() {
        var id = make("projects", "project", "\"name\":\"%s\"".formatted(name("tags")));
        var tag = name("tag");
        asAdmin().put("/v3/projects/{id}/tags/{t}", id, tag).then().statusCode(201);
        asAdmin().get("/v3/projects/{id}/tags/{t}", id, tag).then().statusCode(204);
        asAdmin().get("/v3/projects?tags={t}", tag).then().body("projects.id", contains(id));
        asAdmin()
                .body("{\"tags\":[\"x\",\"y\",\"x\"]}")
                .put("/v3/projects/{id}/tags", id)
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"tags\":[\"x\",\"y\"]}")
                .put("/v3/projects/{id}/tags", id)
                .then()
                .statusCode(200)
                .body("tags", containsInAnyOrder("x", "y"));
        asAdmin().delete("/v3/projects/{id}/tags/{t}", id, "x").then().statusCode(204);
        asAdmin().delete("/v3/projects/{id}/tags/{t}", id, "x").then().statusCode(404);
        asAdmin().delete("/v3/projects/{id}/tags", id).then().statusCode(204);
        asAdmin().get("/v3/projects/{id}/tags", id).then().body("tags", hasSize(0));
    }

    @Test
    @Tag("SEC-25")
    void aTenantSeesTheirOwnProjectOnly() {
        var tenant = tenant();
        var token = tenant.logIn();
        as(token).get("/v3/projects/{id}", tenant.projectId()).then().statusCode(200);
        as(token).get("/v3/projects/{id}", tenant().projectId()).then().statusCode(403);
        as(token).get("/v3/projects/{id}", tenant.name()).then().statusCode(403);
        as(token).get("/v3/projects").then().statusCode(403);
        as(token).delete("/v3/projects/{id}", tenant.projectId()).then().statusCode(403);
        as(token)
                .get("/v3/users/{u}/projects", tenant.userId())
                .then()
                .body("projects.id", contains(tenant.projectId()));
    }
}
