package io.virga.identity.token;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.inProject;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.virga.identity.Cloud;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class TokensResourceTest {

    private static final String REFUSAL = "The request you have made requires authentication.";

    @Test
    void loggingInGivesATokenWithRolesAndCatalog() {
        logIn("admin", Cloud.ADMIN_PASSWORD, "admin")
                .then()
                .statusCode(201)
                .header("Vary", equalTo("X-Auth-Token"))
                .body("token.methods", contains("password"))
                .body("token.user.name", equalTo("admin"))
                .body("token.user.domain.name", equalTo("Default"))
                .body("token.project.name", equalTo("admin"))
                .body("token.project.domain.id", equalTo("default"))
                .body("token.is_domain", equalTo(false))
                .body("token.roles.name", containsInAnyOrder("admin", "manager", "member", "reader"))
                .body("token.audit_ids", hasSize(1))
                .body("token.catalog.type", hasItems("identity", "compute"))
                .body(
                        "token.catalog.find { it.type == 'compute' }.endpoints.url",
                        everyItem(equalTo("http://127.0.0.1:8774/v2.1")))
                .body(
                        "token.catalog.find { it.type == 'compute' }.endpoints.interface",
                        containsInAnyOrder("public", "internal", "admin"));
    }

    @Test
    void theCatalogCanBeLeftOut() {
        given().contentType(ContentType.JSON)
                .body("{\"auth\":{\"identity\":%s,\"scope\":%s}}"
                        .formatted(byPassword("admin", Cloud.ADMIN_PASSWORD), inProject("admin")))
                .post("/v3/auth/tokens?nocatalog")
                .then()
                .statusCode(201)
                .body("token.catalog", nullValue());
    }

    @Test
    void scopesOfSystemDomainAndNothing() {
        var admin = byPassword("admin", Cloud.ADMIN_PASSWORD);
        ask(admin, "{\"system\":{\"all\":true}}").then().statusCode(201).body("token.system.all", equalTo(true));
        ask(admin, "{\"unscoped\":{}}")
                .then()
                .statusCode(201)
                .body("token.project", nullValue())
                .body("token.roles", nullValue())
                .body("token.catalog", nullValue());
        ask(admin, "{\"domain\":{\"id\":\"default\"}}").then().statusCode(401);

        var tenant = tenant();
        asAdmin()
                .put("/v3/domains/default/users/{u}/roles/{r}", tenant.userId(), role("reader"))
                .then()
                .statusCode(204);
        ask(byPassword(tenant.name(), tenant.name()), "{\"domain\":{\"name\":\"Default\"}}")
                .then()
                .statusCode(201)
                .body("token.domain.id", equalTo("default"))
                .body("token.roles.name", contains("reader"));
    }

    @Test
    void withoutAScopeItIsTheDefaultProjectOrNone() {
        var tenant = tenant();
        ask(byPassword(tenant.name(), tenant.name()), "").then().statusCode(201).body("token.project", nullValue());

        asAdmin()
                .body("{\"user\":{\"default_project_id\":\"%s\"}}".formatted(tenant.projectId()))
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(200);
        ask(byPassword(tenant.name(), tenant.name()), "")
                .then()
                .statusCode(201)
                .body("token.project.id", equalTo(tenant.projectId()));
    }

    @Test
    @Tag("SEC-23")
    void whateverIsWrongTheAnswerIsTheSame() {
        var tenant = tenant();
        var other = tenant();
        var answers = List.of(
                logIn(tenant.name(), "wrong", tenant.name()),
                logIn("nobody", "wrong", tenant.name()),
                logIn(tenant.name(), tenant.name(), other.name()),
                logIn(tenant.name(), tenant.name(), "no-such-project"),
                ask(byPassword(tenant.name(), tenant.name()), "{\"system\":{\"all\":true}}"),
                ask(byToken("not.a.token"), inProject(tenant.name())),
                ask(byToken(TestIdentity.admin()), inProject("admin")));
        for (var answer : answers) {
            answer.then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Keystone uri=\"http"))
                    .body("error.message", equalTo(REFUSAL))
                    .body("error.title", equalTo("Unauthorized"));
        }
    }

    @Test
    @Tag("SEC-23")
    void allOfALongPasswordCounts() {
        var name = Cloud.name("long");
        var password = "x".repeat(100);
        make("users", "user", "\"name\":\"%s\",\"password\":\"%s1\"".formatted(name, password));

        ask(byPassword(name, password + "1"), "").then().statusCode(201);
        ask(byPassword(name, password + "2"), "").then().statusCode(401);
        ask(byPassword(name, password), "").then().statusCode(401);
    }

    @Test
    @Tag("SEC-21")
    void rescopingKeepsTheEndAndTheAuditChain() {
        var tenant = tenant();
        var first = ask(byPassword(tenant.name(), tenant.name()), "{\"unscoped\":{}}");
        var root = first.then().extract().<String>path("token.audit_ids[0]");
        var second = ask(byToken(token(first)), inProject(tenant.name()));
        second.then()
                .statusCode(201)
                .body("token.methods", containsInAnyOrder("password", "token"))
                .body("token.expires_at", equalTo(first.then().extract().path("token.expires_at")))
                .body("token.audit_ids", hasSize(2))
                .body("token.audit_ids[1]", equalTo(root));
        ask(byToken(token(second)), inProject(tenant.name()))
                .then()
                .body("token.audit_ids", hasSize(2))
                .body("token.audit_ids[1]", equalTo(root));
    }

    @Test
    @Tag("SEC-21")
    void loggingOutEndsTheTokenAndThoseMadeFromIt() {
        var tenant = tenant();
        var root = token(ask(byPassword(tenant.name(), tenant.name()), "{\"unscoped\":{}}"));
        var middle = token(ask(byToken(root), inProject(tenant.name())));
        var leaf = token(ask(byToken(middle), inProject(tenant.name())));

        as(root).header("X-Subject-Token", middle)
                .delete("/v3/auth/tokens")
                .then()
                .statusCode(204);

        assertThat(status(root)).isEqualTo(200);
        assertThat(status(middle)).isEqualTo(401);
        assertThat(status(leaf)).isEqualTo(401);
        as(root).header("X-Subject-Token", middle).get("/v3/auth/tokens").then().statusCode(404);
        asAdmin()
                .get("/v3/auth/revocations")
                .then()
                .statusCode(200)
                .body("revocations.type", hasItem("token-revoked.v1"));
    }

    @Test
    @Tag("SEC-21")
    void everyChangeThatTakesRightsAwayEndsTokens() {
        var changes = new ArrayList<Runnable>();
        var tokens = new ArrayList<String>();
        for (var body : List.of("{\"enabled\":false}", "{\"password\":\"another\"}")) {
            var tenant = tenant();
            tokens.add(tenant.logIn());
            changes.add(() -> asAdmin()
                    .body("{\"user\":%s}".formatted(body))
                    .patch("/v3/users/{u}", tenant.userId())
                    .then()
                    .statusCode(200));
        }
        var closed = tenant();
        tokens.add(closed.logIn());
        changes.add(() -> asAdmin()
                .body("{\"project\":{\"enabled\":false}}")
                .patch("/v3/projects/{p}", closed.projectId())
                .then()
                .statusCode(200));
        var gone = tenant();
        tokens.add(gone.logIn());
        changes.add(() ->
                asAdmin().delete("/v3/projects/{p}", gone.projectId()).then().statusCode(204));
        var demoted = tenant();
        tokens.add(demoted.logIn());
        changes.add(() -> asAdmin()
                .delete("/v3/projects/{p}/users/{u}/roles/{r}", demoted.projectId(), demoted.userId(), role("member"))
                .then()
                .statusCode(204));

        for (var i = 0; i < tokens.size(); i++) {
            assertThat(status(tokens.get(i))).isEqualTo(200);
            changes.get(i).run();
            assertThat(status(tokens.get(i))).as("change %d", i).isEqualTo(401);
        }
    }

    @Test
    @Tag("SEC-21")
    @Tag("SEC-24")
    void aTokenThatWasTamperedWithOrIsNotOursIsRefused() {
        var good = tenant().logIn();
        var parts = good.split("\\.");
        var none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        var other = Cloud.adminToken().split("\\.");
        for (var bad : List.of(
                parts[0] + "." + other[1] + "." + parts[2], none, TestIdentity.admin(), TestIdentity.expired(), "x")) {
            as(bad).get("/v3/auth/projects")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Keystone uri="));
        }
    }

    @Test
    @Tag("SEC-17")
    void headersDoNotMakeAnAdmin() {
        as(tenant().logIn())
                .header("X-Roles", "admin")
                .header("X-User-Id", "admin")
                .header("X-Is-Admin-Project", "True")
                .header("X-On-Behalf-Of-Project", "p")
                .header("X-On-Behalf-Of-User", "u")
                .header("X-On-Behalf-Of-Roles", "admin")
                .get("/v3/users")
                .then()
                .statusCode(403);
    }

    @Test
    void validationShowsTheTokenToItsOwnerToServicesAndToAdmins() {
        var tenant = tenant();
        var token = tenant.logIn();
        var service = token(logIn("compute", "compute-secret", "service"));
        for (var who : List.of(token, service, Cloud.adminToken())) {
            as(who).header("X-Subject-Token", token)
                    .get("/v3/auth/tokens")
                    .then()
                    .statusCode(200)
                    .header("X-Subject-Token", equalTo(token))
                    .body("token.user.id", equalTo(tenant.userId()));
        }
        as(token)
                .header("X-Subject-Token", token)
                .head("/v3/auth/tokens")
                .then()
                .statusCode(200);
        as(tenant().logIn())
                .header("X-Subject-Token", token)
                .get("/v3/auth/tokens")
                .then()
                .statusCode(403);
        as(token).get("/v3/auth/tokens").then().statusCode(400);
    }

    @Test
    void authListsWhereTheTokenLeads() {
        var tenant = tenant();
        var token = tenant.logIn();
        as(token).get("/v3/auth/projects").then().statusCode(200).body("projects.id", contains(tenant.projectId()));
        as(token).get("/v3/auth/domains").then().statusCode(200).body("domains", hasSize(0));
        as(token).get("/v3/auth/system").then().statusCode(200).body("system", hasSize(0));
        as(token).get("/v3/auth/catalog").then().statusCode(200).body("catalog.type", hasItem("compute"));
        asAdmin().get("/v3/auth/system").then().statusCode(200).body("system.all", contains(true));
        given().get("/v3/auth/jwks")
                .then()
                .statusCode(200)
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0]", not(hasKey("d")));
        as(token).get("/v3/auth/revocations").then().statusCode(403);
    }

    @Test
    void aTokenLivesOneHour() {
        var body = logIn("admin", Cloud.ADMIN_PASSWORD, "admin").then().extract();
        var issued = Instant.parse(body.path("token.issued_at"));

        assertThat(Duration.between(issued, Instant.parse(body.path("token.expires_at"))))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    private static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }

    /// A token that nobody takes is no help to anybody.
    @Test
    void moreRolesThanATokenHasRoomForAreRefusedWithTheReason() {
        var tenant = Cloud.tenant();
        for (var i = 0; i < 40; i++) {
            var role = Cloud.make("roles", "role", "\"name\":\"%s\"".formatted(Cloud.name("x".repeat(240))));
            Cloud.asAdmin()
                    .put("/v3/projects/{p}/users/{u}/roles/{r}", tenant.projectId(), tenant.userId(), role)
                    .then()
                    .statusCode(204);
        }
        Cloud.logIn(tenant.name(), tenant.name(), tenant.name())
                .then()
                .statusCode(403)
                .body("error.message", org.hamcrest.Matchers.containsString("Give fewer roles"));
    }
}
