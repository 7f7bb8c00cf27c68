package io.virga.identity.group;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class GroupsResourceTest {

    @Test
    @Tag("SEC-21")
    void membersHaveTheGroupsRolesAsLongAsTheyAreIn() {
        var tenant = tenant();
        var name = name("shared");
        var project = make("projects", "project", "\"name\":\"%s\"".formatted(name));
        var group = make("groups", "group", "\"name\":\"%s\"".formatted(name));
        asAdmin()
                .put("/v3/projects/{p}/groups/{g}/roles/{r}", project, group, role("reader"))
                .then()
                .statusCode(204);
        logIn(tenant.name(), tenant.name(), name).then().statusCode(401);

        asAdmin().put("/v3/groups/{g}/users/{u}", group, tenant.userId()).then().statusCode(204);
        asAdmin().put("/v3/groups/{g}/users/{u}", group, tenant.userId()).then().statusCode(204);
        asAdmin()
                .head("/v3/groups/{g}/users/{u}", group, tenant.userId())
                .then()
                .statusCode(204);
        asAdmin().get("/v3/groups/{g}/users", group).then().body("users.id", contains(tenant.userId()));
        var member = logIn(tenant.name(), tenant.name(), name);
        member.then().statusCode(201).body("token.roles.name", contains("reader"));
        as(token(member))
                .get("/v3/users/{u}/groups", tenant.userId())
                .then()
                .statusCode(200)
                .body("groups.id", contains(group));
        asAdmin()
                .get("/v3/role_assignments?effective&user.id={u}", tenant.userId())
                .then()
                .body("role_assignments.scope.project.id", hasItem(project));

        asAdmin()
                .delete("/v3/groups/{g}/users/{u}", group, tenant.userId())
                .then()
                .statusCode(204);
        as(token(member)).get("/v3/auth/projects").then().statusCode(401);
        asAdmin()
                .head("/v3/groups/{g}/users/{u}", group, tenant.userId())
                .then()
                .statusCode(404);
        logIn(tenant.name(), tenant.name(), name).then().statusCode(401);
    }

    @Test
    void aGroupIsChangedAndDeleted() {
        var name = name("group");
        var group = make("groups", "group", "\"name\":\"%s\"".formatted(name));
        asAdmin()
                .body("{\"group\":{\"name\":\"%s2\",\"description\":\"d\"}}".formatted(name))
                .patch("/v3/groups/{g}", group)
                .then()
                .statusCode(200)
                .body("group.description", equalTo("d"));
        asAdmin().get("/v3/groups?name={n}", name + "2").then().body("groups.id", contains(group));
        asAdmin()
                .body("{\"group\":{\"name\":\"%s2\"}}".formatted(name))
                .post("/v3/groups")
                .then()
                .statusCode(409);
        asAdmin().delete("/v3/groups/{g}", group).then().statusCode(204);
        asAdmin().get("/v3/groups/{g}", group).then().statusCode(404);
    }
}
