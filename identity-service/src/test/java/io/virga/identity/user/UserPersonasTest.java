package io.virga.identity.user;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.grant;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.OfDomain.byId;
import static io.virga.identity.OfDomain.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.OfDomain;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class UserPersonasTest {

    private static final String MANAGER = "manager";

    @Test
    @Tag("SEC-25")
    void aDomainsReaderSeesItsOwnUsersAndGroups() {
        var domain = OfDomain.with("reader");
        var other = OfDomain.with();
        var foreigner = user(other.id());
        var reader = domain.as("reader");
        as(reader)
                .get("/v3/users")
                .then()
                .statusCode(200)
                .body("users.domain_id", everyItem(equalTo(domain.id())))
                .body("users", hasSize(1));
        as(reader)
                .get("/v3/users?domain_id={d}", other.id())
                .then()
                .statusCode(200)
                .body("users", hasSize(0));
        as(reader).get("/v3/users/{u}", foreigner).then().statusCode(403);
        as(reader).get("/v3/users/nobody").then().statusCode(403);
        as(reader).get("/v3/users/{u}/groups", foreigner).then().statusCode(403);

        var own = domain.make("groups", "group", "own");
        var foreign = other.make("groups", "group", "foreign");
        as(reader).get("/v3/groups").then().body("groups.id", contains(own));
        as(reader).get("/v3/groups/{g}", own).then().statusCode(200);
        as(reader).get("/v3/groups/{g}", foreign).then().statusCode(403);
        as(reader).get("/v3/groups/{g}/users", foreign).then().statusCode(403);
        asAdmin().put("/v3/groups/{g}/users/{u}", own, foreigner).then().statusCode(204);
        as(reader).get("/v3/groups/{g}/users", own).then().statusCode(200).body("users", hasSize(0));
        as(reader).get("/v3/groups/{g}/users/{u}", own, foreigner).then().statusCode(403);
        as(reader).put("/v3/groups/{g}/users/{u}", own, foreigner).then().statusCode(403);
        as(reader).delete("/v3/groups/{g}", own).then().statusCode(403);
    }

    @Test
    @Tag("SEC-16")
    void aDomainsManagerKeepsToTheirOwnDomain() {
        var domain = OfDomain.with(MANAGER);
        var other = OfDomain.with();
        var foreigner = user(other.id());
        var foreign = other.make("groups", "group", "foreign");
        var token = domain.as(MANAGER);
        var made = as(token)
                .body("{\"user\":{\"name\":\"made\",\"password\":\"pw\"}}")
                .post("/v3/users")
                .then()
                .statusCode(201)
                .body("user.domain_id", equalTo(domain.id()))
                .extract()
                .<String>path("user.id");
        var group = as(token)
                .body("{\"group\":{\"name\":\"made\"}}")
                .post("/v3/groups")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("group.id");
        as(token).put("/v3/groups/{g}/users/{u}", group, made).then().statusCode(204);
        as(token).get("/v3/groups/{g}/users/{u}", group, made).then().statusCode(204);
        as(token)
                .body("{\"user\":{\"password\":\"new\"}}")
                .patch("/v3/users/{u}", made)
                .then()
                .statusCode(200);
        ask(byId(made, "new"), "").then().statusCode(201);
        as(token).delete("/v3/groups/{g}/users/{u}", group, made).then().statusCode(204);
        as(token).delete("/v3/groups/{g}", group).then().statusCode(204);
        as(token).delete("/v3/users/{u}", made).then().statusCode(204);

        as(token)
                .body("{\"user\":{\"name\":\"x\",\"domain_id\":\"%s\"}}".formatted(other.id()))
                .post("/v3/users")
                .then()
                .statusCode(403);
        as(token)
                .body("{\"user\":{\"password\":\"stolen\",\"domain_id\":\"%s\"},\"domain_id\":\"%s\"}"
                        .formatted(domain.id(), domain.id()))
                .patch("/v3/users/{u}", foreigner)
                .then()
                .statusCode(403);
        as(token).delete("/v3/users/{u}", foreigner).then().statusCode(403);
        as(token)
                .body("{\"group\":{\"name\":\"x\",\"domain_id\":\"%s\"}}".formatted(other.id()))
                .post("/v3/groups")
                .then()
                .statusCode(403);
        as(token).delete("/v3/groups/{g}", foreign).then().statusCode(403);
        as(token).put("/v3/groups/{g}/users/{u}", foreign, foreigner).then().statusCode(403);
        ask(byId(foreigner, "pw"), "").then().statusCode(201);
    }

    @Test
    @Tag("SEC-19")
    void aDomainsManagerTouchesNobodyWithPowerBeyondIt() {
        var domain = OfDomain.with(MANAGER, "admin");
        var project = domain.make("projects", "project", "p");
        var administrator = user(domain.id());
        grant(administrator, project, "admin");
        var service = user(domain.id());
        grant(service, project, "service");
        var onSystem = user(domain.id());
        asAdmin()
                .put("/v3/system/users/{u}/roles/{r}", onSystem, role("reader"))
                .then()
                .statusCode(204);
        var group = domain.make("groups", "group", "powerful");
        asAdmin()
                .put("/v3/projects/{p}/groups/{g}/roles/{r}", project, group, role("admin"))
                .then()
                .statusCode(204);
        var member = user(domain.id());
        asAdmin().put("/v3/groups/{g}/users/{u}", group, member).then().statusCode(204);
        var elsewhere = user(domain.id());
        grant(elsewhere, OfDomain.with().make("projects", "project", "p"), "reader");
        var ofTheDomain = user(domain.id());
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain.id(), ofTheDomain, role("admin"))
                .then()
                .statusCode(204);
        var plain = user(domain.id());

        for (var persona : new String[] {MANAGER, "admin"}) {
            var token = domain.as(persona);
            for (var victim : new String[] {administrator, service, onSystem, member, elsewhere, ofTheDomain}) {
                as(token)
                        .body("{\"user\":{\"password\":\"stolen\"}}")
                        .patch("/v3/users/{u}", victim)
                        .then()
                        .statusCode(403);
                as(token).delete("/v3/users/{u}", victim).then().statusCode(403);
                ask(byId(victim, "pw"), "").then().statusCode(201);
            }
            as(token).put("/v3/groups/{g}/users/{u}", group, plain).then().statusCode(403);
            as(token).delete("/v3/groups/{g}/users/{u}", group, member).then().statusCode(403);
            as(token).delete("/v3/groups/{g}", group).then().statusCode(403);
            as(token)
                    .body("{\"user\":{\"description\":\"d\"}}")
                    .patch("/v3/users/{u}", plain)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void usersSeeThemselves() {
        var tenant = tenant();
        var token = tenant.logIn();
        var group = make("groups", "group", "\"name\":\"%s\"".formatted(name("mine")));
        asAdmin().put("/v3/groups/{g}/users/{u}", group, tenant.userId()).then().statusCode(204);
        as(token).get("/v3/users/{u}", tenant.userId()).then().statusCode(200);
        as(token).get("/v3/users/{u}/groups", tenant.userId()).then().body("groups.id", contains(group));
        as(token).get("/v3/users/{u}/groups", tenant().userId()).then().statusCode(403);
        as(token).get("/v3/users").then().statusCode(403);
        as(token).get("/v3/groups").then().statusCode(403);
        as(token).get("/v3/groups/{g}", group).then().statusCode(403);
    }

    @Test
    void aDefaultProjectIsNoDomainAndIsForgottenWithItsProject() {
        var project = make("projects", "project", "\"name\":\"%s\"".formatted(name("home")));
        var user = make("users", "user", "\"name\":\"%s\",\"default_project_id\":\"%s\"".formatted(name("u"), project));
        asAdmin().get("/v3/users/{u}", user).then().body("user.default_project_id", equalTo(project));
        asAdmin()
                .body("{\"user\":{\"default_project_id\":\"default\"}}")
                .patch("/v3/users/{u}", user)
                .then()
                .statusCode(400);
        asAdmin().delete("/v3/projects/{p}", project).then().statusCode(204);
        asAdmin().get("/v3/users/{u}", user).then().body("user.default_project_id", equalTo(null));
    }

    @Test
    void listsOfMembersAndGroupsAreFiltered() {
        var domain = OfDomain.with();
        var group = domain.make("groups", "group", "many");
        var first = domain.make("users", "user", "first");
        var second = domain.make("users", "user", "second");
        for (var user : new String[] {first, second}) {
            asAdmin().put("/v3/groups/{g}/users/{u}", group, user).then().statusCode(204);
        }
        asAdmin().get("/v3/groups/{g}/users?name=first", group).then().body("users.id", contains(first));
        asAdmin().get("/v3/groups/{g}/users?name__icontains=SEC", group).then().body("users.id", contains(second));
        asAdmin().get("/v3/groups/{g}/users?enabled=false", group).then().body("users", hasSize(0));
        asAdmin().get("/v3/groups/{g}/users?limit=1", group).then().body("users", hasSize(1));
        asAdmin().get("/v3/users/{u}/groups?name=few", first).then().body("groups", hasSize(0));
        asAdmin()
                .get("/v3/groups?domain_id={d}&name__startswith=ma", domain.id())
                .then()
                .body("groups.id", contains(group));
        asAdmin()
                .get("/v3/users?domain_id={d}&name__endswith=ond", domain.id())
                .then()
                .body("users.id", contains(second));
    }
}
