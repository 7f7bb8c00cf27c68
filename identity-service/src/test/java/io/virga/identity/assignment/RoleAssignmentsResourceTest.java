package io.virga.identity.assignment;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.identity.role.Realm;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class RoleAssignmentsResourceTest {

    private Realm realm;
    private String user;
    private String group;

    @BeforeEach
    void aUserInAGroup() {
        realm = Realm.make();
        user = realm.user();
        group = realm.group();
        Realm.put("/v3/groups/%s/users/%s".formatted(group, user));
    }

    @Test
    void whatWasGivenIsShownAsItWasGiven() {
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("member")));
        Realm.put(inherited("domains/" + realm.domain(), "groups/" + group, role("reader")));

        list("user.id=" + user)
                .body("role_assignments", hasSize(1))
                .body("role_assignments[0].user.id", equalTo(user))
                .body("role_assignments[0].user", not(hasKey("name")))
                .body("role_assignments[0].role.id", equalTo(role("member")))
                .body("role_assignments[0].scope.project.id", equalTo(realm.project()))
                .body("role_assignments[0].scope", not(hasKey("OS-INHERIT:inherited_to")))
                .body(
                        "role_assignments[0].links.assignment",
                        endsWith("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("member"))));
        list("group.id=" + group)
                .body("role_assignments", hasSize(1))
                .body("role_assignments[0].group.id", equalTo(group))
                .body("role_assignments[0]", not(hasKey("user")))
                .body("role_assignments[0].scope.domain.id", equalTo(realm.domain()))
                .body("role_assignments[0].scope.'OS-INHERIT:inherited_to'", equalTo("projects"))
                .body(
                        "role_assignments[0].links.assignment",
                        endsWith(inherited("domains/" + realm.domain(), "groups/" + group, role("reader"))));
    }

    @Test
    void whatUsersHaveInTheEndLinksToWhatItComesFrom() {
        Realm.put(inherited("projects/" + realm.project(), "groups/" + group, role("member")));
        var lines = list("effective&user.id=" + user);

        lines.body("role_assignments.scope.project.id", contains(realm.below(), realm.below()))
                .body("role_assignments.user.id", everyItem(equalTo(user)))
                .body("role_assignments.role.id", containsInAnyOrder(role("member"), role("reader")))
                .body("role_assignments.scope.'OS-INHERIT:inherited_to'", everyItem(equalTo("projects")))
                .body(
                        "role_assignments.links.assignment",
                        everyItem(
                                endsWith(inherited("projects/" + realm.project(), "groups/" + group, role("member")))))
                .body(
                        "role_assignments.links.membership",
                        everyItem(endsWith("/v3/groups/%s/users/%s".formatted(group, user))));
        lines.body(
                        "role_assignments.find { it.role.id == '%s' }.links.prior_role".formatted(role("reader")),
                        endsWith("/prior_role/%s/implies/%s".formatted(role("member"), role("reader"))))
                .body(
                        "role_assignments.find { it.role.id == '%s' }.links.prior_role".formatted(role("member")),
                        nullValue());
    }

    @Test
    void namesComeWithTheDomainsTheyAreUniqueIn() {
        var own = realm.ownRole();
        Realm.put("/v3/projects/%s/groups/%s/roles/%s".formatted(realm.project(), group, own));
        Realm.put("/v3/domains/%s/groups/%s/roles/%s".formatted(realm.domain(), group, role("reader")));
        Realm.put("/v3/system/groups/%s/roles/%s".formatted(group, role("reader")));

        var line = "role_assignments.find { it.scope.project != null }.";
        list("include_names&group.id=" + group)
                .body("role_assignments", hasSize(3))
                .body(line + "scope.project.name", equalTo("top"))
                .body(line + "scope.project.domain.name", equalTo(realm.name()))
                .body(line + "group.domain.id", equalTo(realm.domain()))
                .body(line + "role.domain.name", equalTo(realm.name()))
                .body("role_assignments.scope.domain.name", hasItem(realm.name()))
                .body("role_assignments.scope.system.all", hasItem(true));
        list("effective&include_names&user.id=" + user)
                .body("role_assignments.role.name", contains("reader", "reader"))
                .body("role_assignments.user.domain.name", contains(realm.name(), realm.name()));
    }

    @Test
    void aSubtreeIsTheProjectAndAllBelow() {
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("reader")));
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.below(), user, role("reader")));

        list("scope.project.id=" + realm.project()).body("role_assignments", hasSize(1));
        list("include_subtree&scope.project.id=" + realm.project())
                .body("role_assignments.scope.project.id", containsInAnyOrder(realm.project(), realm.below()));
        list("include_subtree=0&scope.project.id=" + realm.project()).body("role_assignments", hasSize(1));
        asAdmin()
                .get("/v3/role_assignments?include_subtree&scope.project.id=nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void inheritedOnesCanBeAskedForOrLeftOut() {
        Realm.put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.project(), user, role("reader")));
        Realm.put(inherited("projects/" + realm.project(), "users/" + user, role("reader")));

        var here = "scope.project.id=%s&scope.OS-INHERIT:inherited_to=".formatted(realm.project());
        list(here + "projects").body("role_assignments.scope.'OS-INHERIT:inherited_to'", contains("projects"));
        list(here + "nothing")
                .body("role_assignments", hasSize(1))
                .body("role_assignments[0].scope", not(hasKey("OS-INHERIT:inherited_to")));
        list("effective&" + here + "projects").body("role_assignments", empty());
        list("effective&scope.project.id=%s&scope.OS-INHERIT:inherited_to=projects".formatted(realm.below()))
                .body("role_assignments", hasSize(1));
    }

    @Test
    void whatSaysNothingIsRefused() {
        for (var query : List.of(
                "user.id=u&group.id=g",
                "scope.domain.id=d&scope.project.id=p",
                "scope.domain.id=d&scope.system=all",
                "scope.project.id=p&scope.system=all",
                "include_subtree",
                "include_subtree&scope.domain.id=d",
                "effective&group.id=g",
                "effective&scope.domain.id=d&scope.OS-INHERIT:inherited_to=projects",
                "effective=perhaps")) {
            asAdmin()
                    .get("/v3/role_assignments?" + query)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo(400));
        }
    }

    @Test
    void whatDoesNotExistHasNoAssignments() {
        for (var query : List.of(
                "user.id=x", "group.id=x", "role.id=x", "scope.project.id=x", "scope.domain.id=x", "user.id=%00")) {
            list(query).body("role_assignments", empty());
        }
        list("effective&user.id=x").body("role_assignments", empty());
        list("effective&scope.project.id=x").body("role_assignments", empty());
        asAdmin().head("/v3/role_assignments?user.id=x").then().statusCode(200);
    }

    @Test
    @Tag("SEC-16")
    @Tag("SEC-25")
    void othersAreNotAskedAbout() {
        var tenant = tenant();
        var token = tenant.logIn();
        for (var query : List.of(
                "",
                "?user.id=" + user,
                "?user.id=" + user + "&user_id=" + tenant.userId(),
                "?scope.project.id=" + tenant.projectId(),
                "?effective&include_names")) {
            as(token).get("/v3/role_assignments" + query).then().statusCode(403);
        }
        as(token)
                .get("/v3/role_assignments?user.id=" + tenant.userId())
                .then()
                .statusCode(200)
                .body("role_assignments.user.id", contains(tenant.userId()));
        as("x").get("/v3/role_assignments").then().statusCode(401);
    }

    @Test
    void aReaderOfTheSystemSeesAll() {
        Realm.put("/v3/system/users/%s/roles/%s".formatted(user, role("reader")));
        var token = Realm.logIn(user, "{\"system\":{\"all\":true}}")
                .then()
                .extract()
                .header("X-Subject-Token");
        as(token)
                .get("/v3/role_assignments?scope.system=all")
                .then()
                .statusCode(200)
                .body("role_assignments.links.assignment", hasItem(allOf(containsString("/v3/system/"))));
        as(token).get("/v3/system/users/{u}/roles", user).then().statusCode(200).body("roles.name", contains("reader"));
        as(token)
                .put("/v3/system/users/{u}/roles/{r}", user, role("admin"))
                .then()
                .statusCode(403);
        as(token).get("/v3/role_inferences").then().statusCode(200);
    }

    private static ValidatableResponse list(String query) {
        return asAdmin().get("/v3/role_assignments?" + query).then().statusCode(200);
    }

    private static String inherited(String target, String actor, String role) {
        return "/v3/OS-INHERIT/%s/%s/roles/%s/inherited_to_projects".formatted(target, actor, role);
    }
}
