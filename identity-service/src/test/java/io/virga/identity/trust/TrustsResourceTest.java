package io.virga.identity.trust;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.virga.identity.Cloud;
import io.virga.identity.Cloud.Tenant;
import io.virga.identity.application.Applications;
import io.virga.testing.Backing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class TrustsResourceTest {

    static final String MEMBER = "\"roles\":[{\"name\":\"member\"}]";

    static Response trust(String token, Tenant trustor, Tenant trustee, String members) {
        return as(token)
                .body("{\"trust\":{\"trustor_user_id\":\"%s\",\"trustee_user_id\":\"%s\",\"project_id\":\"%s\",%s}}"
                        .formatted(trustor.userId(), trustee.userId(), trustor.projectId(), members))
                .post("/v3/OS-TRUST/trusts");
    }

    static String trusted(Tenant trustor, Tenant trustee, String members) {
        return trust(trustor.logIn(), trustor, trustee, members)
                .then()
                .statusCode(201)
                .extract()
                .path("trust.id");
    }

    static Response logIn(Tenant trustee, String trust) {
        return ask(byPassword(trustee.name(), trustee.name()), scope(trust));
    }

    static String scope(String trust) {
        return "{\"OS-TRUST:trust\":{\"id\":\"%s\"}}".formatted(trust);
    }

    @Test
    void theTrusteeActsAsTheTrustor() {
        var trustor = tenant();
        var trustee = tenant();
        var made = trust(trustor.logIn(), trustor, trustee, "\"impersonation\":true," + MEMBER);
        made.then()
                .statusCode(201)
                .body("trust.trustor_user_id", equalTo(trustor.userId()))
                .body("trust.trustee_user_id", equalTo(trustee.userId()))
                .body("trust.project_id", equalTo(trustor.projectId()))
                .body("trust.impersonation", equalTo(true))
                .body("trust.expires_at", nullValue())
                .body("trust.remaining_uses", nullValue())
                .body("trust.redelegation_count", equalTo(0))
                .body("trust.roles.name", contains("member"))
                .body("trust.links.self", containsString("v3/OS-TRUST/trusts/"))
                .body("trust.roles_links.self", containsString("/roles"));
        String id = made.path("trust.id");
        logIn(trustee, id)
                .then()
                .statusCode(201)
                .body("token.user.id", equalTo(trustor.userId()))
                .body("token.project.id", equalTo(trustor.projectId()))
                .body("token.roles.name", containsInAnyOrder("member", "reader"))
                .body("token.'OS-TRUST:trust'.id", equalTo(id))
                .body("token.'OS-TRUST:trust'.impersonation", equalTo(true))
                .body("token.'OS-TRUST:trust'.trustor_user.id", equalTo(trustor.userId()))
                .body("token.'OS-TRUST:trust'.trustee_user.id", equalTo(trustee.userId()))
                .body("token", not(hasKey("application_credential")));
    }

    @Test
    void withoutImpersonationTheTokenIsTheTrustees() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":false," + MEMBER);
        logIn(trustee, id)
                .then()
                .statusCode(201)
                .body("token.user.id", equalTo(trustee.userId()))
                .body("token.project.id", equalTo(trustor.projectId()))
                .body("token.roles.name", containsInAnyOrder("member", "reader"));
        ask(byToken(token(ask(byPassword(trustee.name(), trustee.name()), ""))), scope(id))
                .then()
                .statusCode(201);
        logIn(trustor, id).then().statusCode(403);
        logIn(tenant(), id).then().statusCode(403);
        logIn(trustee, "nothing").then().statusCode(401);
        ask(byPassword(trustee.name(), trustee.name()), "{\"OS-TRUST:trust\":{}}")
                .then()
                .statusCode(400);
    }

    @Test
    void bothSidesSeeIt() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        for (var who : List.of(trustor.logIn(), trustee.logIn(), Cloud.adminToken())) {
            as(who).get("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(200).body("trust.roles", hasSize(1));
            as(who).get("/v3/OS-TRUST/trusts/{t}/roles", id)
                    .then()
                    .statusCode(200)
                    .body("roles.id", contains(role("member")));
            as(who).get("/v3/OS-TRUST/trusts/{t}/roles/{r}", id, role("member"))
                    .then()
                    .statusCode(200)
                    .body("role.name", equalTo("member"))
                    .body("role.links.self", containsString("v3/roles/" + role("member")));
            as(who).head("/v3/OS-TRUST/trusts/{t}/roles/{r}", id, role("member"))
                    .then()
                    .statusCode(200);
            as(who).get("/v3/OS-TRUST/trusts/{t}/roles/{r}", id, role("reader"))
                    .then()
                    .statusCode(404);
        }
        as(trustor.logIn())
                .get("/v3/OS-TRUST/trusts/?trustor_user_id={u}", trustor.userId())
                .then()
                .statusCode(200)
                .body("trusts.id", contains(id))
                .body("trusts[0]", not(hasKey("roles")));
        as(trustee.logIn())
                .get("/v3/OS-TRUST/trusts?trustee_user_id={u}", trustee.userId())
                .then()
                .body("trusts.id", contains(id));
        asAdmin().get("/v3/OS-TRUST/trusts/").then().statusCode(200).body("trusts.id", hasItem(id));
    }

    @Test
    @Tag("SEC-25")
    void othersDoNot() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        var stranger = tenant().logIn();
        as(stranger).get("/v3/OS-TRUST/trusts").then().statusCode(403);
        as(trustor.logIn()).get("/v3/OS-TRUST/trusts").then().statusCode(403);
        as(stranger)
                .get("/v3/OS-TRUST/trusts?trustor_user_id={u}", trustor.userId())
                .then()
                .statusCode(403);
        as(trustee.logIn())
                .get("/v3/OS-TRUST/trusts?trustor_user_id={u}", trustor.userId())
                .then()
                .statusCode(403);
        for (var path : List.of("", "/roles", "/roles/" + role("member"))) {
            as(stranger).get("/v3/OS-TRUST/trusts/" + id + path).then().statusCode(403);
        }
        as(stranger).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(403);
        as(trustee.logIn()).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(403);
        as(stranger).get("/v3/OS-TRUST/trusts/nothing").then().statusCode(404);
        as(trustor.logIn()).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(204);
        as(trustor.logIn()).get("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(404);
    }

    @Test
    @Tag("SEC-19")
    void itGetsNoRoleThatTheTokenDoesNotHaveAndIsForTheTokensProject() {
        var trustor = tenant();
        var trustee = tenant();
        trust(trustor.logIn(), trustor, trustee, "\"impersonation\":true,\"roles\":[{\"name\":\"admin\"}]")
                .then()
                .statusCode(404);
        trust(trustor.logIn(), trustor, trustee, "\"impersonation\":true,\"roles\":[{\"name\":\"nothing\"}]")
                .then()
                .statusCode(404);
        trust(trustor.logIn(), trustor, trustee, "\"impersonation\":true")
                .then()
                .statusCode(403);
        trust(trustee.logIn(), trustor, trustee, "\"impersonation\":true," + MEMBER)
                .then()
                .statusCode(403);
        trust(Cloud.adminToken(), trustor, trustee, "\"impersonation\":true," + MEMBER)
                .then()
                .statusCode(403);
        var other = make("projects", "project", "\"name\":\"%s\"".formatted(name("other")));
        Cloud.grant(trustor.userId(), other, "member");
        trust(
                        trustor.logIn(),
                        new Tenant(trustor.name(), trustor.userId(), other),
                        trustee,
                        "\"impersonation\":true," + MEMBER)
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("SEC-18")
    void itsTokenCannotBeRescopedAndMakesNothingThatLasts() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        var token = token(logIn(trustee, id));

        ask(byToken(token), "").then().statusCode(403);
        ask(byToken(token), "{\"unscoped\":{}}").then().statusCode(403);
        ask(byToken(token), "{\"project\":{\"id\":\"%s\"}}".formatted(trustor.projectId()))
                .then()
                .statusCode(403);
        ask(byToken(token), scope(id)).then().statusCode(403);
        trust(token, trustor, trustee, "\"impersonation\":true," + MEMBER)
                .then()
                .statusCode(403);
        Applications.ask(token, trustor.userId(), "").then().statusCode(403);
        as(token)
                .get("/v3/users/{u}/application_credentials", trustor.userId())
                .then()
                .statusCode(403);
        as(token).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(403);
        var another = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        as(token).delete("/v3/OS-TRUST/trusts/{t}", another).then().statusCode(403);
    }

    @Test
    @Tag("SEC-18")
    void anApplicationCredentialDoesNotLeadToTrusts() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        var app = Applications.make(trustor.logIn(), trustor.userId(), "\"unrestricted\":true");
        var token = app.logIn();

        trust(token, trustor, trustee, "\"impersonation\":true," + MEMBER)
                .then()
                .statusCode(403);
        as(token).get("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(403);
        as(token)
                .get("/v3/OS-TRUST/trusts?trustor_user_id={u}", trustor.userId())
                .then()
                .statusCode(403);
        as(token).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(403);
        var trustees = Applications.make(trustee.logIn(), trustee.userId(), "\"unrestricted\":true");
        ask(Applications.byId(trustees.id(), trustees.secret()), scope(id))
                .then()
                .statusCode(401);
        ask(byToken(trustees.logIn()), scope(id)).then().statusCode(403);
    }

    @Test
    void usesAreCountedAlsoWhenManyComeAtOnce() throws Exception {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true,\"remaining_uses\":3," + MEMBER);
        var unscoped = token(ask(byPassword(trustee.name(), trustee.name()), "{\"unscoped\":{}}"));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var all = java.util.Collections.nCopies(8, (Callable<Integer>)
                    () -> ask(byToken(unscoped), scope(id)).statusCode());
            var codes = pool.invokeAll(all).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();

            assertThat(codes)
                    .containsOnly(201, 401)
                    .filteredOn(code -> code == 201)
                    .hasSize(3);
        }
        as(trustor.logIn()).get("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(404);
        var refused = trusted(trustor, trustee, "\"impersonation\":true,\"remaining_uses\":1," + MEMBER);
        logIn(tenant(), refused).then().statusCode(403);
        logIn(trustee, refused).then().statusCode(201);
        logIn(trustee, refused).then().statusCode(401);
    }

    @Test
    void itEndsNoLaterThanItSays() {
        var trustor = tenant();
        var trustee = tenant();
        var end = Instant.now().plus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        var made = trust(
                trustor.logIn(),
                trustor,
                trustee,
                "\"impersonation\":true,\"expires_at\":\"%s\",%s".formatted(end, MEMBER));
        made.then().statusCode(201);
        assertThat(Instant.parse(made.path("trust.expires_at"))).isEqualTo(end);
        var token = logIn(trustee, made.path("trust.id"));
        assertThat(Instant.parse(token.path("token.expires_at"))).isEqualTo(end);
    }

    @Test
    @Tag("SEC-21")
    void whateverTakesTheRightsAwayEndsItsTokensAndItself() {
        var changes = List.<BiConsumer<Tenant, Tenant>>of(
                (trustor, _) -> asAdmin()
                        .delete(
                                "/v3/projects/{p}/users/{u}/roles/{r}",
                                trustor.projectId(),
                                trustor.userId(),
                                role("member"))
                        .then()
                        .statusCode(204),
                (trustor, _) -> disable(trustor),
                (_, trustee) -> disable(trustee),
                (trustor, _) -> asAdmin()
                        .body("{\"user\":{\"password\":\"another\"}}")
                        .patch("/v3/users/{u}", trustor.userId())
                        .then()
                        .statusCode(200),
                (trustor, _) -> asAdmin()
                        .body("{\"project\":{\"enabled\":false}}")
                        .patch("/v3/projects/{p}", trustor.projectId())
                        .then()
                        .statusCode(200),
                (trustor, _) -> asAdmin()
                        .delete("/v3/users/{u}", trustor.userId())
                        .then()
                        .statusCode(204),
                (_, trustee) -> asAdmin()
                        .delete("/v3/users/{u}", trustee.userId())
                        .then()
                        .statusCode(204),
                (trustor, _) -> asAdmin()
                        .delete("/v3/projects/{p}", trustor.projectId())
                        .then()
                        .statusCode(204));
        for (var impersonation : List.of(true, false)) {
            for (var i = 0; i < changes.size(); i++) {
                var trustor = tenant();
                var trustee = tenant();
                var id = trusted(trustor, trustee, "\"impersonation\":%s,%s".formatted(impersonation, MEMBER));
                var token = token(logIn(trustee, id));
                assertThat(status(token)).isEqualTo(200);

                changes.get(i).accept(trustor, trustee);

                assertThat(status(token)).as("change %d", i).isEqualTo(401);
                if (i != 3) { // a new password of the trustor ends the tokens made before, not the trust
                    assertThat(logIn(trustee, id).statusCode())
                            .as("change %d", i)
                            .isIn(401, 403);
                }
            }
        }
    }

    @Test
    @Tag("SEC-21")
    void deletingItEndsItsTokens() {
        var trustor = tenant();
        var trustee = tenant();
        var id = trusted(trustor, trustee, "\"impersonation\":true," + MEMBER);
        var token = token(logIn(trustee, id));
        as(trustor.logIn()).delete("/v3/OS-TRUST/trusts/{t}", id).then().statusCode(204);
        assertThat(status(token)).isEqualTo(401);
        logIn(trustee, id).then().statusCode(401);
    }

    private static void disable(Tenant tenant) {
        asAdmin()
                .body("{\"user\":{\"enabled\":false}}")
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(200);
    }

    static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }

    @Test
    void bodiesThatMakeNoSenseAreBadRequests() {
        var trustor = tenant();
        var token = trustor.logIn();
        for (var members : List.of(
                MEMBER,
                "\"impersonation\":7," + MEMBER,
                "\"impersonation\":true,\"expires_at\":\"bad.123Z\"," + MEMBER,
                "\"impersonation\":true,\"expires_at\":\"2001-01-01T00:00:00Z\"," + MEMBER,
                "\"impersonation\":true,\"remaining_uses\":0," + MEMBER,
                "\"impersonation\":true,\"remaining_uses\":\"many\"," + MEMBER,
                "\"impersonation\":true,\"redelegation_count\":-1," + MEMBER,
                "\"impersonation\":true,\"allow_redelegation\":true,\"remaining_uses\":2," + MEMBER,
                "\"impersonation\":true,\"roles\":[{}]",
                "\"impersonation\":true,\"roles\":7")) {
            assertThat(trust(token, trustor, trustor, members).statusCode())
                    .as(members)
                    .isEqualTo(400);
        }
        as(token)
                .body(
                        "{\"trust\":{\"impersonation\":true,\"trustor_user_id\":\"%s\",\"trustee_user_id\":\"nobody\",\"project_id\":\"%s\",%s}}"
                                .formatted(trustor.userId(), trustor.projectId(), MEMBER))
                .post("/v3/OS-TRUST/trusts")
                .then()
                .statusCode(404);
    }
}
