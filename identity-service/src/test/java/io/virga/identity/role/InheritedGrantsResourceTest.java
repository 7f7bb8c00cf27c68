package io.virga.identity.role;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.role.Realm.logIn;
import static io.virga.identity.role.Realm.logInTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class InheritedGrantsResourceTest {

    @Test
    void grantsOfAllKindsAreGivenCheckedListedAndTakenAway() {
        var realm = Realm.make();
        for (var actor : List.of("users/" + realm.user(), "groups/" + realm.group())) {
            for (var target : List.of("projects/" + realm.project(), "domains/" + realm.domain())) {
                var base = "/v3/OS-INHERIT/%s/%s/roles".formatted(target, actor);
                var path = "%s/%s/inherited_to_projects".formatted(base, role("reader"));
                asAdmin().head(path).then().statusCode(404);
                asAdmin().put(path).then().statusCode(204);
                asAdmin().put(path).then().statusCode(204);
                asAdmin().head(path).then().statusCode(204);
                asAdmin().get(path).then().statusCode(204);
                asAdmin()
                        .get(base + "/inherited_to_projects")
                        .then()
                        .statusCode(200)
                        .body("roles.name", contains("reader"));
                asAdmin().head(base + "/inherited_to_projects").then().statusCode(200);
                asAdmin().get("/v3/%s/%s/roles".formatted(target, actor)).then().body("roles", empty());
                as(tenant().logIn()).put(path).then().statusCode(403);
                asAdmin().delete(path).then().statusCode(204);
                asAdmin().delete(path).then().statusCode(404);
            }
        }
    }

    @Test
    void everyCheckOfAGrantAnswersHead() {
        var realm = Realm.make();
        for (var actor : List.of("users/" + realm.user(), "groups/" + realm.group())) {
            for (var target : List.of("projects/" + realm.project(), "domains/" + realm.domain(), "system")) {
                var path = "/v3/%s/%s/roles/%s".formatted(target, actor, role("reader"));
                asAdmin().head(path).then().statusCode(404);
                asAdmin().put(path).then().statusCode(204);
                asAdmin().head(path).then().statusCode(204);
                asAdmin().delete(path).then().statusCode(204);
            }
        }
    }

    @Test
    void unknownSidesAreNotFoundAndTheSystemHasNothingBelow() {
        var realm = Realm.make();
        var user = realm.user();
        for (var path : List.of(
                "/v3/OS-INHERIT/domains/%s/users/%s/roles/nothing/inherited_to_projects"
                        .formatted(realm.domain(), user),
                "/v3/OS-INHERIT/domains/nothing/users/%s/roles/%s/inherited_to_projects"
                        .formatted(user, role("reader")),
                "/v3/OS-INHERIT/projects/%s/groups/%s/roles/%s/inherited_to_projects"
                        .formatted(realm.project(), user, role("reader")),
                "/v3/OS-INHERIT/system/users/%s/roles/%s/inherited_to_projects".formatted(user, role("reader")))) {
            asAdmin().put(path).then().statusCode(404);
        }
    }

    @Test
    void onAProjectTheyHoldBelowItAndNotOnIt() {
        var realm = Realm.make();
        var user = realm.user();
        Realm.put("/v3/OS-INHERIT/projects/%s/users/%s/roles/%s/inherited_to_projects"
                .formatted(realm.project(), user, role("member")));

        logInTo(user, realm.project()).then().statusCode(401);
        logInTo(user, realm.below())
                .then()
                .statusCode(201)
                .body("token.roles.name", containsInAnyOrder("member", "reader"));
    }

    @Test
    void onADomainTheyHoldInItsProjectsAndNotOnIt() {
        var realm = Realm.make();
        var user = realm.user();
        var group = realm.group();
        Realm.put("/v3/groups/%s/users/%s".formatted(group, user));
        Realm.put("/v3/OS-INHERIT/domains/%s/groups/%s/roles/%s/inherited_to_projects"
                .formatted(realm.domain(), group, role("reader")));

        logIn(user, "{\"domain\":{\"id\":\"%s\"}}".formatted(realm.domain()))
                .then()
                .statusCode(401);
        var token = token(logInTo(user, realm.below()));
        as(token)
                .get("/v3/auth/projects")
                .then()
                .body("projects.id", containsInAnyOrder(realm.project(), realm.below()));
        as(token).get("/v3/auth/domains").then().body("domains", empty());
        as(token)
                .get("/v3/users/{u}/projects", user)
                .then()
                .statusCode(200)
                .body("projects.id", containsInAnyOrder(realm.project(), realm.below()));
        as(tenant().logIn()).get("/v3/users/{u}/projects", user).then().statusCode(403);
        as(realm.tokenOf("reader")).get("/v3/users/{u}/projects", user).then().statusCode(200);
        as(Realm.make().tokenOf("reader"))
                .get("/v3/users/{u}/projects", user)
                .then()
                .statusCode(403);
        asAdmin().get("/v3/users/nobody/projects").then().statusCode(404);
    }
}
