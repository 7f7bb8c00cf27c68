package io.virga.identity.project;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.grant;
import static io.virga.identity.Cloud.inProject;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ProjectTreeTest {

    private static String below(String parent) {
        return make("projects", "project", "\"name\":\"%s\",\"parent_id\":\"%s\"".formatted(name("p"), parent));
    }

    private static int enable(String project, boolean enabled) {
        return asAdmin()
                .body("{\"project\":{\"enabled\":%s}}".formatted(enabled))
                .patch("/v3/projects/{p}", project)
                .statusCode();
    }

    @Test
    void idsTellOfAllRelatives() {
        var top = below("default");
        var middle = below(top);
        var leaf = below(middle);
        var other = below(top);
        asAdmin()
                .get("/v3/projects/{p}?parents_as_ids", leaf)
                .then()
                .statusCode(200)
                .body("project.parents.'%s'.'%s'".formatted(middle, top), hasKey("default"))
                .body("project.parents.'%s'.'%s'.default".formatted(middle, top), nullValue());
        asAdmin()
                .get("/v3/projects/{p}?subtree_as_ids=True", top)
                .then()
                .body("project.subtree.'%s'.'%s'".formatted(middle, leaf), nullValue())
                .body("project.subtree", hasKey(other));
        asAdmin()
                .get("/v3/projects/{p}?subtree_as_ids", leaf)
                .then()
                .body("project", hasKey("subtree"))
                .body("project.subtree", nullValue());
        asAdmin().get("/v3/projects/{p}", leaf).then().body("project", not(hasKey("parents")));
    }

    @Test
    void listsTellOfRelativesWhereTheUserHasARole() {
        var tenant = tenant();
        var child = below(tenant.projectId());
        var hidden = below(tenant.projectId());
        grant(tenant.userId(), child, "reader");
        var token = tenant.logIn();
        as(token)
                .get("/v3/projects/{p}?subtree_as_list", tenant.projectId())
                .then()
                .statusCode(200)
                .body("project.subtree.project.id", contains(child));
        as(token).get("/v3/projects/{p}", hidden).then().statusCode(403);
        asAdmin().get("/v3/projects/{p}?parents_as_list", child).then().body("project.parents", hasSize(0));
        as(token(ask(byPassword(tenant.name(), tenant.name()), "{\"project\":{\"id\":\"%s\"}}".formatted(child))))
                .get("/v3/projects/{p}?parents_as_list", child)
                .then()
                .body("project.parents.project.id", contains(tenant.projectId()));
    }

    @Test
    void relativesAreAskedForInOneWay() {
        asAdmin()
                .get("/v3/projects/{p}?parents_as_list&parents_as_ids", below("default"))
                .then()
                .statusCode(400);
        asAdmin()
                .get("/v3/projects/{p}?subtree_as_list&subtree_as_ids", below("default"))
                .then()
                .statusCode(400);
    }

    @Test
    void aTreeIsFiveProjectsDeep() {
        var parent = "default";
        for (var depth = 0; depth < 5; depth++) {
            parent = below(parent);
        }
        asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"parent_id\":\"%s\"}}".formatted(name("deep"), parent))
                .post("/v3/projects")
                .then()
                .statusCode(403)
                .body("error.message", containsString("Max hierarchy depth reached"));
    }

    @Test
    void aBranchClosesFromItsLeavesAndOpensFromItsRoot() {
        var top = below("default");
        var leaf = below(top);
        assertEquals(403, enable(top, false));
        assertEquals(200, enable(leaf, false));
        assertEquals(200, enable(top, false));
        assertEquals(403, enable(leaf, true));
        asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"parent_id\":\"%s\"}}".formatted(name("late"), top))
                .post("/v3/projects")
                .then()
                .statusCode(400);
        assertEquals(200, enable(top, true));
        assertEquals(200, enable(leaf, true));
        asAdmin().delete("/v3/projects/{p}", top).then().statusCode(403);
    }

    @Test
    void nobodyWorksInAClosedDomain() {
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name("closing")));
        var project = make("projects", "project", "\"name\":\"p\",\"domain_id\":\"%s\"".formatted(domain));
        var tenant = tenant();
        grant(tenant.userId(), project, "member");
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain, tenant.userId(), role("reader"))
                .then()
                .statusCode(204);
        var onDomain =
                token(ask(byPassword(tenant.name(), tenant.name()), "{\"domain\":{\"id\":\"%s\"}}".formatted(domain)));
        var scope = "{\"project\":{\"id\":\"%s\"}}".formatted(project);
        var inside = token(ask(byPassword(tenant.name(), tenant.name()), scope));
        asAdmin()
                .body("{\"domain\":{\"enabled\":false}}")
                .patch("/v3/domains/{d}", domain)
                .then()
                .statusCode(200);
        as(inside).get("/v3/auth/projects").then().statusCode(401);
        as(onDomain).get("/v3/auth/projects").then().statusCode(401);
        ask(byPassword(tenant.name(), tenant.name()), scope).then().statusCode(401);
        as(token(ask(byPassword(tenant.name(), tenant.name()), inProject(tenant.name()))))
                .get("/v3/auth/projects")
                .then()
                .body("projects.id", contains(tenant.projectId()));
        asAdmin()
                .body("{\"project\":{\"name\":\"q\",\"domain_id\":\"%s\"}}".formatted(domain))
                .post("/v3/projects")
                .then()
                .statusCode(400)
                .body("error.message", equalTo("Cannot create a project in a branch containing a disabled project."));
    }
}
