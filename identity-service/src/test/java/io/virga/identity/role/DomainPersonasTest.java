package io.virga.identity.role;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A domain's own personas rule in their domain, and find no way out of it.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DomainPersonasTest {

    private Realm realm;
    private Realm other;
    private String user;

    @BeforeEach
    void twoDomains() {
        realm = Realm.make();
        other = Realm.make();
        user = realm.user();
    }

    @Test
    void managersAndAdminsGiveTheSmallRolesWithinTheirDomain() {
        for (var persona : List.of("manager", "admin")) {
            var token = realm.tokenOf(persona);
            for (var actor : List.of("users/" + user, "groups/" + realm.group())) {
                for (var target : List.of("projects/" + realm.below(), "domains/" + realm.domain())) {
                    for (var role : List.of(role("manager"), role("member"), role("reader"), realm.ownRole())) {
                        var here = "/v3/%s/%s/roles/%s".formatted(target, actor, role);
                        var below =
                                "/v3/OS-INHERIT/%s/%s/roles/%s/inherited_to_projects".formatted(target, actor, role);
                        for (var path : List.of(here, below)) {
                            as(token).put(path).then().statusCode(204);
                            as(token).head(path).then().statusCode(204);
                            as(token).delete(path).then().statusCode(204);
                        }
                    }
                }
            }
        }
    }

    @Test
    @Tag("SEC-19")
    void nobodyBecomesMoreThanTheirDomainAllows() {
        var leading = realm.ownRole();
        var plain = make("roles", "role", "\"name\":\"%s\"".formatted(name("plain")));
        asAdmin()
                .put("/v3/roles/{p}/implies/{i}", leading, role("service"))
                .then()
                .statusCode(201);
        for (var persona : List.of("manager", "admin")) {
            var token = realm.tokenOf(persona);
            for (var role : List.of(role("admin"), role("service"), plain, leading, other.ownRole(), "nothing")) {
                for (var target : List.of("projects/" + realm.project(), "domains/" + realm.domain())) {
                    var path = "/v3/%s/users/%s/roles/%s".formatted(target, user, role);
                    as(token).put(path).then().statusCode(403);
                    as(token).delete(path).then().statusCode(403);
                }
            }
            as(token)
                    .put("/v3/system/users/{u}/roles/{r}", user, role("reader"))
                    .then()
                    .statusCode(403);
            as(token)
                    .put("/v3/roles/{p}/implies/{i}", realm.ownRole(), role("admin"))
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    @Tag("SEC-25")
    void whatIsElsewhereIsRefusedLikeWhatIsNowhere() {
        var stranger = other.user();
        for (var persona : List.of("manager", "admin")) {
            var token = realm.tokenOf(persona);
            for (var path : List.of(
                    "/v3/projects/%s/users/%s/roles/".formatted(realm.project(), stranger),
                    "/v3/projects/%s/users/%s/roles/".formatted(other.project(), user),
                    "/v3/projects/%s/groups/%s/roles/".formatted(realm.project(), other.group()),
                    "/v3/domains/%s/users/%s/roles/".formatted(other.domain(), user),
                    "/v3/domains/default/users/%s/roles/".formatted(user),
                    "/v3/projects/nothing/users/%s/roles/".formatted(user),
                    "/v3/projects/%s/users/nobody/roles/".formatted(realm.project()))) {
                as(token).put(path + role("reader")).then().statusCode(403);
                as(token).head(path + role("reader")).then().statusCode(403);
                as(token).delete(path + role("reader")).then().statusCode(403);
                as(token).get(path.substring(0, path.length() - 1)).then().statusCode(403);
            }
        }
    }

    @Test
    void readersAndMembersLookAndGiveNothing() {
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("reader")));
        var path = "/v3/projects/%s/users/%s/roles".formatted(realm.project(), user);
        for (var persona : List.of("reader", "member")) {
            var token = realm.tokenOf(persona);
            as(token).get(path).then().statusCode(200).body("roles.name", contains("reader"));
            as(token).head(path + "/" + role("reader")).then().statusCode(204);
            as(token).put(path + "/" + role("reader")).then().statusCode(403);
            as(token).delete(path + "/" + role("reader")).then().statusCode(403);
        }
    }

    @Test
    void aManagerOfAProjectGivesNothing() {
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("manager")));
        var token = Realm.logInTo(user, realm.project()).then().extract().header("X-Subject-Token");
        as(token)
                .put("/v3/projects/{p}/users/{u}/roles/{r}", realm.project(), user, role("reader"))
                .then()
                .statusCode(403);
    }

    @Test
    void managersSeeTheRolesThatTheyMayGive() {
        var own = realm.ownRole();
        var foreign = other.ownRole();
        var token = realm.tokenOf("manager");
        as(token).get("/v3/roles").then().statusCode(200).body("roles.name", hasItems("manager", "member", "reader"));
        as(token)
                .get("/v3/roles?domain_id=" + realm.domain())
                .then()
                .statusCode(200)
                .body("roles.id", contains(own));
        as(token).get("/v3/roles/" + own).then().statusCode(200);
        as(token).get("/v3/roles/" + role("member")).then().statusCode(200);
        as(token).get("/v3/roles/" + foreign).then().statusCode(404);
        as(token).get("/v3/roles?domain_id=" + other.domain()).then().statusCode(403);
        as(realm.tokenOf("reader")).get("/v3/roles").then().statusCode(403);
        as(token).delete("/v3/roles/" + own).then().statusCode(403);
        as(tenant().logIn()).get("/v3/roles").then().statusCode(403);
    }

    @Test
    @Tag("SEC-25")
    void listingsShowADomainNothingOfTheOthers() {
        var stranger = other.user();
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.below(), user, role("member")));
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(other.below(), stranger, role("member")));
        Realm.put("/v3/system/users/%s/roles/%s".formatted(user, role("reader")));
        var token = realm.tokenOf("reader");
        for (var query : List.of("", "?effective", "?include_names", "?effective&include_names")) {
            as(token)
                    .get("/v3/role_assignments" + query)
                    .then()
                    .statusCode(200)
                    .body("role_assignments.user.id", hasItem(user))
                    .body("role_assignments.user.id", not(hasItem(stranger)))
                    .body("role_assignments.scope.system.all", not(hasItem(true)));
        }
        for (var query : List.of(
                "scope.project.id=" + other.below(),
                "scope.domain.id=" + other.domain(),
                "user.id=" + stranger,
                "scope.system=all",
                "include_subtree&scope.project.id=" + other.project())) {
            as(token)
                    .get("/v3/role_assignments?" + query)
                    .then()
                    .statusCode(200)
                    .body("role_assignments", empty());
        }
    }
}
