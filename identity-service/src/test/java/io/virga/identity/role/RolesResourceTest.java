package io.virga.identity.role;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class RolesResourceTest {

    @Test
    void theCloudsOwnRolesAreThere() {
        asAdmin()
                .get("/v3/roles")
                .then()
                .statusCode(200)
                .body("roles.name", hasItems("admin", "manager", "member", "reader", "service"))
                .body("roles.find { it.name == 'admin' }.domain_id", equalTo(null));
    }

    @Test
    void aRoleIsMadeChangedAndDeleted() {
        var name = name("role");
        var id = make("roles", "role", "\"name\":\"%s\"".formatted(name));
        asAdmin()
                .body("{\"role\":{\"name\":\"%s2\",\"description\":\"d\"}}".formatted(name))
                .patch("/v3/roles/{r}", id)
                .then()
                .statusCode(200)
                .body("role.name", equalTo(name + "2"))
                .body("role.links.self", endsWith("/v3/roles/" + id));
        asAdmin()
                .body("{\"role\":{\"name\":\"%s2\"}}".formatted(name))
                .post("/v3/roles")
                .then()
                .statusCode(409);
        asAdmin().delete("/v3/roles/{r}", id).then().statusCode(204);
        asAdmin().get("/v3/roles/{r}", id).then().statusCode(404);
    }

    @Test
    void aRoleMayImplyAnotherButNotInACircle() {
        var prior = make("roles", "role", "\"name\":\"%s\"".formatted(name("prior")));
        var implied = make("roles", "role", "\"name\":\"%s\"".formatted(name("implied")));
        asAdmin()
                .put("/v3/roles/{p}/implies/{i}", prior, implied)
                .then()
                .statusCode(201)
                .body("role_inference.prior_role.id", equalTo(prior))
                .body("role_inference.implies.id", equalTo(implied));
        asAdmin().put("/v3/roles/{p}/implies/{i}", implied, prior).then().statusCode(400);
        asAdmin().get("/v3/roles/{p}/implies", prior).then().body("role_inference.implies.id", contains(implied));
        asAdmin().head("/v3/roles/{p}/implies/{i}", prior, implied).then().statusCode(204);
        asAdmin().get("/v3/role_inferences").then().body("role_inferences.prior_role.name", hasItems("admin"));
        asAdmin().delete("/v3/roles/{p}/implies/{i}", prior, implied).then().statusCode(204);
        asAdmin().get("/v3/roles/{p}/implies/{i}", prior, implied).then().statusCode(404);
    }

    @Test
    void grantsAreGivenShownAndTakenAway() {
        var tenant = tenant();
        var path = "/v3/projects/%s/users/%s/roles".formatted(tenant.projectId(), tenant.userId());
        asAdmin().get(path).then().statusCode(200).body("roles.name", contains("member"));
        asAdmin().put(path + "/" + role("manager")).then().statusCode(204);
        asAdmin().put(path + "/" + role("manager")).then().statusCode(204);
        asAdmin().head(path + "/" + role("manager")).then().statusCode(204);
        asAdmin().delete(path + "/" + role("manager")).then().statusCode(204);
        asAdmin().head(path + "/" + role("manager")).then().statusCode(404);
        asAdmin().delete(path + "/" + role("manager")).then().statusCode(404);
        asAdmin().put(path + "/nothing").then().statusCode(404);
        asAdmin()
                .put("/v3/projects/{p}/users/{u}/roles/{r}", "nothing", tenant.userId(), role("member"))
                .then()
                .statusCode(404);
        as(tenant.logIn()).put(path + "/" + role("admin")).then().statusCode(403);
    }

    @Test
    void systemGrantsMakeSystemTokens() {
        var tenant = tenant();
        var path = "/v3/system/users/%s/roles/%s".formatted(tenant.userId(), role("reader"));
        asAdmin().put(path).then().statusCode(204);
        asAdmin().get("/v3/system/users/{u}/roles", tenant.userId()).then().body("roles.name", contains("reader"));
        asAdmin()
                .get("/v3/role_assignments?scope.system=all&user.id={u}", tenant.userId())
                .then()
                .body("role_assignments.scope.system.all", contains(true));
        asAdmin().delete(path).then().statusCode(204);
    }

    @Test
    void assignmentsAreFilteredNamedAndSpelledOut() {
        var tenant = tenant();
        asAdmin()
                .get("/v3/role_assignments?include_names=True&scope.project.id={p}", tenant.projectId())
                .then()
                .statusCode(200)
                .body("role_assignments", hasSize(1))
                .body("role_assignments[0].user.name", equalTo(tenant.name()))
                .body("role_assignments[0].user.domain.name", equalTo("Default"))
                .body("role_assignments[0].scope.project.name", equalTo(tenant.name()))
                .body("role_assignments[0].role.name", equalTo("member"))
                .body(
                        "role_assignments[0].links.assignment",
                        endsWith("/v3/projects/%s/users/%s/roles/%s"
                                .formatted(tenant.projectId(), tenant.userId(), role("member"))));
        asAdmin()
                .get("/v3/role_assignments?effective&include_names&user.id={u}", tenant.userId())
                .then()
                .body("role_assignments.role.name", containsInAnyOrder("member", "reader"));
    }

    @Test
    @Tag("SEC-25")
    void usersAskAboutThemselvesOnly() {
        var tenant = tenant();
        var token = tenant.logIn();
        as(token).get("/v3/role_assignments").then().statusCode(403);
        as(token)
                .get("/v3/role_assignments?user.id={u}", tenant().userId())
                .then()
                .statusCode(403);
        as(token)
                .get("/v3/role_assignments?user.id={u}", tenant.userId())
                .then()
                .statusCode(200)
                .body("role_assignments", hasSize(1));
    }

    @Test
    void whoHasNoRoleGetsNoToken() {
        var tenant = tenant();
        var path = "/v3/projects/%s/users/%s/roles".formatted(tenant.projectId(), tenant.userId());
        asAdmin().delete(path + "/" + role("member")).then().statusCode(204);
        logIn(tenant.name(), tenant.name(), tenant.name()).then().statusCode(401);
    }

    @Test
    void aDomainsRoleStaysInItsDomain() {
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name("domain")));
        var role = make("roles", "role", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name("role"), domain));
        var tenant = tenant();
        asAdmin()
                .put("/v3/projects/{p}/users/{u}/roles/{r}", tenant.projectId(), tenant.userId(), role)
                .then()
                .statusCode(403);
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain, tenant.userId(), role)
                .then()
                .statusCode(204);
        asAdmin().put("/v3/roles/{p}/implies/{i}", role("member"), role).then().statusCode(403);
    }

    @Test
    void aProtectedRoleStaysAsItIsUntilThatIsTakenBack() {
        var id = make("roles", "role", "\"name\":\"%s\",\"options\":{\"immutable\":true}".formatted(name("role")));
        asAdmin().get("/v3/roles/" + id).then().body("role.options.immutable", equalTo(true));
        asAdmin().delete("/v3/roles/" + id).then().statusCode(403);
        for (var body : List.of(
                "{\"role\":{\"description\":\"d\"}}",
                "{\"role\":{\"options\":{\"immutable\":true}}}",
                "{\"role\":{\"name\":\"x\",\"options\":{\"immutable\":false}}}",
                "{\"role\":{\"colour\":\"red\",\"options\":{\"immutable\":false}}}")) {
            asAdmin().body(body).patch("/v3/roles/" + id).then().statusCode(403);
        }
        asAdmin()
                .body("{\"role\":{\"options\":{\"immutable\":false}}}")
                .patch("/v3/roles/" + id)
                .then()
                .statusCode(200)
                .body("role.options.immutable", equalTo(false));
        asAdmin()
                .body("{\"role\":{\"options\":{\"immutable\":null}}}")
                .patch("/v3/roles/" + id)
                .then()
                .statusCode(200)
                .body("role.options", anEmptyMap());
        asAdmin().delete("/v3/roles/" + id).then().statusCode(204);
    }

    @Test
    void theCloudsOwnRolesAreProtected() {
        for (var name : List.of("admin", "manager", "member", "reader", "service")) {
            asAdmin().delete("/v3/roles/" + role(name)).then().statusCode(403);
            asAdmin()
                    .body("{\"role\":{\"name\":\"other\"}}")
                    .patch("/v3/roles/" + role(name))
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    @Tag("SEC-19")
    void noRoleImpliesTheAdministrators() {
        var prior = make("roles", "role", "\"name\":\"%s\"".formatted(name("prior")));
        asAdmin().put("/v3/roles/{p}/implies/{i}", prior, role("admin")).then().statusCode(403);
        asAdmin().head("/v3/roles/{p}/implies/{i}", prior, role("admin")).then().statusCode(404);
    }

    @Test
    void rolesOfDomainsAreListedByDomainAndImplyWhatTheyLike() {
        var realm = Realm.make();
        var own = realm.ownRole();
        asAdmin().get("/v3/roles?domain_id=" + realm.domain()).then().body("roles.id", contains(own));
        asAdmin().get("/v3/roles").then().body("roles.id", not(hasItem(own)));
        for (var implied : List.of(realm.ownRole(), Realm.make().ownRole(), role("reader"))) {
            asAdmin().put("/v3/roles/{p}/implies/{i}", own, implied).then().statusCode(201);
        }
        asAdmin().get("/v3/roles/{p}/implies", own).then().body("role_inference.implies", hasSize(3));
        asAdmin()
                .put("/v3/system/users/{u}/roles/{r}", realm.user(), own)
                .then()
                .statusCode(400);
        asAdmin().delete("/v3/roles/" + own).then().statusCode(204);
        asAdmin().get("/v3/roles/{p}/implies", own).then().statusCode(404);
    }

    @Test
    void badRolesAreRefused() {
        for (var body : List.of(
                "{}",
                "{\"role\":{}}",
                "{\"role\":{\"name\":\"\"}}",
                "{\"role\":{\"name\":\"x\",\"options\":{\"other\":true}}}",
                "{\"role\":{\"name\":\"x\",\"options\":{\"immutable\":7}}}",
                "{\"role\":{\"name\":\"x\",\"options\":[]}}",
                "{\"role\":{\"name\":\"x\",\"domain_id\":\"nothing\"}}",
                "{\"role\":{\"name\":\"%s\"}}".formatted("x".repeat(256)))) {
            asAdmin().body(body).post("/v3/roles").then().statusCode(400);
        }
    }
}
