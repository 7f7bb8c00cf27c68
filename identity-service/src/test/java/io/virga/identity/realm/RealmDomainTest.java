package io.virga.identity.realm;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.grant;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.realm.PaperRealm.EMPLOYEES;
import static io.virga.identity.realm.PaperRealm.TEAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.virga.identity.realm.PaperRealm.Employee;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(PaperRealm.class)
class RealmDomainTest {

    private static final String PASSWORD = "kept elsewhere";

    private String domain;

    @BeforeEach
    void domain() {
        PaperRealm.down = false;
        domain = asAdmin()
                .get("/v3/domains?name=" + PaperRealm.DOMAIN)
                .then()
                .extract()
                .path("domains[0].id");
    }

    @Test
    void theRealmsUsersAreTheDomains() {
        var name = hired("true");
        var id = id(name);
        asAdmin()
                .get("/v3/users/" + id)
                .then()
                .statusCode(200)
                .body("user.name", equalTo(name))
                .body("user.enabled", equalTo(true))
                .body("user.email", equalTo(name + "@x"))
                .body("user.domain_id", equalTo(domain));
        EMPLOYEES.put(name, new Employee(name + "-smith", "true", PASSWORD));
        asAdmin().get("/v3/users/" + id).then().body("user.name", equalTo(name + "-smith"));
    }

    @Test
    void thePasswordIsCheckedAtTheRealm() {
        var name = hired("true");
        logIn(name, PASSWORD).then().statusCode(201).body("token.user.domain.id", equalTo(domain));
        logIn(name, "a guess").then().statusCode(401);
        logIn(name("nobody"), PASSWORD).then().statusCode(401);
    }

    @Test
    void rolesAreGivenToUsersAndGroupsOfTheRealm() {
        var name = hired("true");
        var team = name("team");
        TEAMS.put(team, List.of(name));
        var ofUser = make("projects", "project", "\"name\":\"%s\"".formatted(name("p")));
        var ofTeam = make("projects", "project", "\"name\":\"%s\"".formatted(name("p")));
        grant(id(name), ofUser, "member");
        String group = asAdmin()
                .get("/v3/groups?name={n}&domain_id={d}", team, domain)
                .then()
                .extract()
                .path("groups[0].id");
        asAdmin()
                .put("/v3/projects/{p}/groups/{g}/roles/{r}", ofTeam, group, role("reader"))
                .then()
                .statusCode(204);
        var unscoped = token(logIn(name, PASSWORD));
        as(unscoped).get("/v3/auth/projects").then().body("projects.id", hasItem(ofUser));
        var inTeam = token(ask(byToken(unscoped), "{\"project\":{\"id\":\"%s\"}}".formatted(ofTeam)));
        asAdmin().get("/v3/groups/{g}/users", group).then().body("users.name", contains(name));

        TEAMS.put(team, List.of());
        asAdmin().get("/v3/groups/{g}/users", group).then().body("users", empty());
        as(inTeam).get("/v3/auth/projects").then().statusCode(401);
        var later = token(logIn(name, PASSWORD));
        ask(byToken(later), "{\"project\":{\"id\":\"%s\"}}".formatted(ofTeam))
                .then()
                .statusCode(401);
    }

    @Test
    void whoIsDisabledOrGoneThereIsSoHere() {
        var fired = hired("true");
        var gone = hired("true");
        var token = token(logIn(fired, PASSWORD));
        var goneId = id(gone);
        EMPLOYEES.put(fired, new Employee(fired, "false", PASSWORD));
        EMPLOYEES.remove(gone);
        asAdmin().get("/v3/users/" + goneId).then().body("user.enabled", equalTo(false));
        asAdmin().get("/v3/users/" + id(fired)).then().body("user.enabled", equalTo(false));
        as(token).get("/v3/auth/projects").then().statusCode(401);
        logIn(fired, PASSWORD).then().statusCode(401);
    }

    @Test
    void aNameGoesToWhomTheRealmGivesIt() {
        var name = hired("true");
        var first = id(name);
        EMPLOYEES.remove(name);
        var again = name("ann");
        EMPLOYEES.put(again, new Employee(name, "true", PASSWORD));
        logIn(name, PASSWORD).then().statusCode(401);
        assertThat(id(name)).isNotEqualTo(first);
        logIn(name, PASSWORD).then().statusCode(201).body("token.user.id", equalTo(id(name)));
        asAdmin()
                .get("/v3/users/" + first)
                .then()
                .body("user.name", equalTo(first))
                .body("user.enabled", equalTo(false));
    }

    @Test
    void twoMayExchangeTheirNames() {
        var one = hired("true");
        var other = hired("true");
        var idOfOne = id(one);
        var idOfOther = id(other);
        EMPLOYEES.put(one, new Employee(other, "true", PASSWORD));
        EMPLOYEES.put(other, new Employee(one, "true", PASSWORD));
        asAdmin().get("/v3/users/" + idOfOne).then().body("user.name", equalTo(other));
        asAdmin().get("/v3/users/" + idOfOther).then().body("user.name", equalTo(one));
    }

    @Tag("SEC-24")
    @ParameterizedTest
    @ValueSource(strings = {"\"FALSE\"", "\"false\"", "false", "null", "\"no\""})
    void onlyTrueIsEnabled(String enabled) {
        var name = name("odd");
        EMPLOYEES.put(name, new Employee(name, enabled, PASSWORD));
        try {
            assertThat(logIn(name, PASSWORD).statusCode()).isNotEqualTo(201);
        } finally {
            EMPLOYEES.remove(name);
        }
    }

    @Test
    void nothingIsChangedHere() {
        var name = hired("true");
        var user = id(name);
        var team = name("team");
        TEAMS.put(team, List.of(name));
        String group = asAdmin()
                .get("/v3/groups?name={n}&domain_id={d}", team, domain)
                .then()
                .extract()
                .path("groups[0].id");
        var users = "\"name\":\"x\",\"domain_id\":\"%s\"".formatted(domain);
        refused(asAdmin().body("{\"user\":{%s}}".formatted(users)).post("/v3/users"));
        refused(asAdmin().body("{\"user\":{\"enabled\":false}}").patch("/v3/users/" + user));
        refused(asAdmin().delete("/v3/users/" + user));
        refused(asAdmin()
                .body("{\"user\":{\"original_password\":\"%s\",\"password\":\"another one\"}}".formatted(PASSWORD))
                .post("/v3/users/" + user + "/password"));
        refused(asAdmin().body("{\"group\":{%s}}".formatted(users)).post("/v3/groups"));
        refused(asAdmin().body("{\"group\":{\"name\":\"x\"}}").patch("/v3/groups/" + group));
        refused(asAdmin().delete("/v3/groups/" + group));
        refused(asAdmin().put("/v3/groups/{g}/users/{u}", group, user));
        refused(asAdmin().delete("/v3/groups/{g}/users/{u}", group, user));
        asAdmin().get("/v3/users/" + user).then().statusCode(200);
    }

    @Test
    void whileTheRealmIsAwayTheCopiesAreShownAndNobodyLogsIn() {
        var name = hired("true");
        var id = id(name);
        PaperRealm.down = true;
        asAdmin().get("/v3/users/" + id).then().statusCode(200);
        logIn(name, PASSWORD).then().statusCode(503);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).body("error.message", containsString("outside of this cloud"));
    }

    private static String hired(String enabled) {
        var name = name("ann");
        EMPLOYEES.put(name, new Employee(name, enabled, PASSWORD));
        return name;
    }

    private String id(String name) {
        return asAdmin()
                .get("/v3/users?name={n}&domain_id={d}", name, domain)
                .then()
                .statusCode(200)
                .extract()
                .path("users[0].id");
    }

    private Response logIn(String name, String password) {
        return ask("""
                {"methods":["password"],"password":{"user":{"name":"%s","domain":{"id":"%s"},"password":"%s"}}}""".formatted(name, domain, password), "");
    }
}
