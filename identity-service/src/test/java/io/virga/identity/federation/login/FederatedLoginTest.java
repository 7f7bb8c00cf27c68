package io.virga.identity.federation.login;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.grant;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.virga.testing.Backing;
import io.virga.testing.TestIssuer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class FederatedLoginTest {

    @Inject
    Session session;

    @Inject
    FederatedRights rights;

    private String domainId;

    @BeforeEach
    void trust() {
        Company.trust();
        domainId = Company.domain();
    }

    @Test
    void anAccessTokenBecomesAnUnscopedTokenOfAShadowUser() {
        var ada = name("ada");
        var team = name("team");
        logIn(issuer().token(ada, team))
                .then()
                .statusCode(201)
                .body("token.methods", contains("openid"))
                .body("token.user.name", equalTo(ada))
                .body("token.user.domain.id", equalTo(domainId))
                .body("token.user.OS-FEDERATION.identity_provider.id", equalTo(Company.ID))
                .body("token.user.OS-FEDERATION.protocol.id", equalTo("openid"))
                .body("token.project", nullValue())
                .body("token.roles", nullValue());
        logInByGet(issuer().token(ada, team)).then().statusCode(201).body("token.user.name", equalTo(ada));
    }

    @Test
    void aUserIsShownAndFoundByWhatTheProviderCallsThem() {
        var ada = name("ada");
        var token =
                logIn(issuer().token(ada, name("team"))).then().statusCode(201).extract();
        var id = token.<String>path("token.user.id");
        var unique = asAdmin()
                .get("/v3/users/{u}", id)
                .then()
                .statusCode(200)
                .body("user.federated.idp_id", contains(Company.ID))
                .body("user.federated[0].protocols.protocol_id", contains("openid"))
                .extract()
                .<String>path("user.federated[0].protocols[0].unique_id");
        asAdmin()
                .get("/v3/users?idp_id={i}&protocol_id=openid&unique_id={n}", Company.ID, unique)
                .then()
                .body("users.id", contains(id))
                .body("users[0].federated.idp_id", contains(Company.ID));
        asAdmin().get("/v3/users?idp_id=another&unique_id={n}", unique).then().body("users.id", empty());
        asAdmin()
                .body("{\"user\":{\"name\":\"%s\",\"federated\":[]}}".formatted(name("made")))
                .post("/v3/users")
                .then()
                .statusCode(400);
    }

    /// And no other project is listed (CVE-2018-14432).
    @Test
    @Tag("SEC-24")
    void aTeamIsAProjectAndARescopeGoesThere() {
        var team = name("team");
        var unscoped = token(logIn(issuer().token(name("ada"), team)));
        as(unscoped)
                .get("/v3/OS-FEDERATION/projects")
                .then()
                .statusCode(200)
                .body("projects.name", contains(team))
                .body("projects[0].domain_id", equalTo(domainId));
        as(unscoped).get("/v3/OS-FEDERATION/domains").then().statusCode(200).body("domains", empty());
        rescope(unscoped, team)
                .then()
                .statusCode(201)
                .body("token.methods", containsInAnyOrder("openid", "token"))
                .body("token.project.name", equalTo(team))
                .body("token.roles.name", containsInAnyOrder("member", "reader"))
                .body("token.user.OS-FEDERATION.protocol.id", equalTo("openid"));
    }

    @Test
    void theSamePersonIsTheSameUserUnderAnyName() {
        var subject = name("subject");
        var claims = issuer().claims(subject, List.of());
        claims.put("preferred_username", subject + "-before");
        var before = userId(logIn(TestIssuer.sign(claims, issuer().rsa())));
        claims.put("preferred_username", subject + "-after");
        var after = logIn(TestIssuer.sign(claims, issuer().rsa()));
        assertThat(userId(after)).isEqualTo(before);
        after.then().body("token.user.name", equalTo(subject + "-after"));
    }

    @Test
    @Tag("SEC-24")
    void aNameThatChangesHandsDoesNotBringTheUserAlong() {
        var name = name("boss");
        var claims = issuer().claims(name("one"), List.of());
        claims.put("preferred_username", name);
        var one = userId(logIn(TestIssuer.sign(claims, issuer().rsa())));
        claims.put("sub", name("two"));
        assertThat(userId(logIn(TestIssuer.sign(claims, issuer().rsa())))).isNotEqualTo(one);
    }

    @Test
    void aTeamThatIsLeftIsClosedWhatWasGivenByHandIsNot() {
        var ada = name("ada");
        var team = name("team");
        var first = logIn(issuer().token(ada, team));
        var inTeam = token(rescope(token(first), team));
        var byHand = make("projects", "project", "\"name\":\"%s\"".formatted(name("by-hand")));
        grant(userId(first), byHand, "member");

        var later = token(logIn(issuer().token(ada)));
        as(later).get("/v3/auth/projects").then().body("projects.id", contains(byHand));
        as(inTeam).get("/v3/auth/projects").then().statusCode(401);
        rescope(later, team).then().statusCode(401);
    }

    @Test
    void aGrantThatWasThereBeforeTheMappingStaysWhenTheMappingGoes() {
        var ada = name("ada");
        var team = name("team");
        var user = userId(logIn(issuer().token(ada)));
        var project = make("projects", "project", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(team, domainId));
        grant(user, project, "member");
        logIn(issuer().token(ada, team));
        var later = token(logIn(issuer().token(ada)));
        as(later).get("/v3/auth/projects").then().body("projects.id", contains(project));
    }

    @Test
    void groupsAreInTheTokenAndInNoMembership() {
        var group = name("group");
        var id = make("groups", "group", "\"name\":\"%s\"".formatted(group));
        var project = make("projects", "project", "\"name\":\"%s\"".formatted(name("p")));
        asAdmin()
                .put("/v3/projects/{p}/groups/{g}/roles/{r}", project, id, role("reader"))
                .then()
                .statusCode(204);
        var answer = logIn(issuer().token(name("ada"), group, "group-that-nobody-has-here"));
        answer.then().body("token.user.OS-FEDERATION.groups.id", contains(id));
        var unscoped = token(answer);
        as(unscoped).get("/v3/auth/projects").then().body("projects.id", contains(project));
        ask(byToken(unscoped), "{\"project\":{\"id\":\"%s\"}}".formatted(project))
                .then()
                .statusCode(201)
                .body("token.roles.name", contains("reader"));
        asAdmin().get("/v3/groups/{g}/users", id).then().body("users", empty());
    }

    @Test
    void manyFirstLogInsAtOnceMakeOneUserAndOneProject() throws Exception {
        var ada = name("ada");
        var team = name("team");
        var access = issuer().token(ada, team);
        List<String> users;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(_ -> () -> userId(logIn(access)))
                    .toList();
            users = threads.invokeAll(tasks).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
        assertThat(users).hasSize(8).containsOnly(users.getFirst());
        asAdmin()
                .get("/v3/projects?name={n}&domain_id={d}", team, domainId)
                .then()
                .body("projects", hasSize(1));
    }

    @Test
    void rightsLapseWithTheAuthorization() {
        var ada = name("ada");
        var team = name("team");
        asAdmin()
                .body("{\"identity_provider\":{\"authorization_ttl\":1}}")
                .patch("/v3/OS-FEDERATION/identity_providers/" + Company.ID)
                .then()
                .statusCode(200)
                .body("identity_provider.authorization_ttl", equalTo(1));
        try {
            var answer = logIn(issuer().token(ada, team));
            var user = userId(answer);
            var end = Instant.parse(answer.path("token.expires_at"));
            assertThat(end)
                    .isBefore(Instant.parse(answer.path("token.issued_at")).plusSeconds(61));
            rights.endLapsed();
            assertThat(grantsOf(user)).isEqualTo(1);
            lapse(user);
            rights.endLapsed();
            assertThat(grantsOf(user)).isZero();
        } finally {
            asAdmin()
                    .body("{\"identity_provider\":{\"authorization_ttl\":null}}")
                    .patch("/v3/OS-FEDERATION/identity_providers/" + Company.ID)
                    .then()
                    .statusCode(200);
        }
    }

    @Transactional
    void lapse(String user) {
        session.createMutationQuery("update FederatedUser set rightsEnd = :then where userId = :user")
                .setParameter("then", Instant.EPOCH)
                .setParameter("user", user)
                .executeUpdate();
    }

    @Transactional
    long grantsOf(String user) {
        return session.createNativeQuery("select count(*) from grants where user_id = :user", Long.class)
                .setParameter("user", user)
                .getSingleResult();
    }

    @Test
    void whoeverIsNotWantedIsToldWhy() {
        var claims = issuer().claims("x", List.of());
        claims.remove("preferred_username");
        logIn(TestIssuer.sign(claims, issuer().rsa()))
                .then()
                .statusCode(403)
                .body("error.message", containsString("no rule of the mapping"));
        given().post("/v3/OS-FEDERATION/identity_providers/company/protocols/openid/auth")
                .then()
                .statusCode(401);
        given().header("Authorization", "Basic YTpi")
                .post("/v3/OS-FEDERATION/identity_providers/company/protocols/openid/auth")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer x")
                .post("/v3/OS-FEDERATION/identity_providers/unheard-of/protocols/openid/auth")
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("SEC-24")
    void aForgedTokenIsRefusedWithoutAWordAboutIt() {
        var stranger = TestIssuer.key("rsa-1", "RS256");
        logIn(TestIssuer.sign(issuer().claims("ada", List.of("team-x")), stranger))
                .then()
                .statusCode(401)
                .body("error.message", equalTo("The request you have made requires authentication."));
    }

    @Test
    void aProviderThatIsDisabledLetsNobodyInAndEndsTokens() {
        Company.put(
                "identity_providers/other", "{\"identity_provider\":{\"enabled\":true,\"remote_ids\":[\"x\"]}}", 201);
        Company.put(
                "identity_providers/other/protocols/openid",
                "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(Company.MAPPING),
                201);
        given().header("Authorization", "Bearer " + issuer().token("ada"))
                .post("/v3/OS-FEDERATION/identity_providers/other/protocols/openid/auth")
                .then()
                .statusCode(403)
                .body("error.message", containsString("operator"));
        var alive = token(logIn(issuer().token(name("ada"))));
        enable(false);
        try {
            as(alive).get("/v3/auth/projects").then().statusCode(401);
            logIn(issuer().token(name("ada"))).then().statusCode(403);
        } finally {
            enable(true);
            asAdmin()
                    .delete("/v3/OS-FEDERATION/identity_providers/other")
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void onlyARemoteIdThatIsKnownComesIn() {
        remoteIds("[\"http://elsewhere\"]");
        logIn(issuer().token("ada")).then().statusCode(403);
        remoteIds("[\"http://elsewhere\",\"%s\"]".formatted(issuer().url()));
        logIn(issuer().token("ada")).then().statusCode(201);
        remoteIds("[]");
    }

    @Test
    void anAccessTokenIsTakenByTheServiceItself() {
        var team = name("team");
        var access = issuer().token(name("ada"), team);
        bearer(access).get("/v3/auth/projects").then().statusCode(200).body("projects.name", contains(team));
        bearer(access)
                .header("OpenStack-Project", team)
                .get("/v3/auth/catalog")
                .then()
                .statusCode(200);
        bearer(access)
                .header("OpenStack-Project", name("team"))
                .get("/v3/auth/catalog")
                .then()
                .statusCode(403);
        bearer(access).get("/v3/users").then().statusCode(403);
        bearer(TestIssuer.sign(issuer().claims("ada", List.of(team)), TestIssuer.key("rsa-1", "RS256")))
                .get("/v3/auth/projects")
                .then()
                .statusCode(401);
        bearer("garbage").get("/v3/auth/projects").then().statusCode(401);
    }

    @Test
    void withoutAProjectTheOnlyOneIsMeant() {
        var one = name("team");
        given().contentType("application/json")
                .body("{\"bearer\":{\"access_token\":\"%s\"}}".formatted(issuer().token(name("ada"), one)))
                .post("/v3/auth/bearer")
                .then()
                .statusCode(201)
                .body("token.project.name", equalTo(one));
        given().contentType("application/json")
                .body("{\"bearer\":{\"access_token\":\"%s\"}}"
                        .formatted(issuer().token(name("ada"), one, name("team"))))
                .post("/v3/auth/bearer")
                .then()
                .statusCode(201)
                .body("token.project", nullValue());
        given().contentType("application/json")
                .body("{\"bearer\":{}}")
                .post("/v3/auth/bearer")
                .then()
                .statusCode(400);
    }

    private static TestIssuer issuer() {
        return TestIssuer.company();
    }

    private static RequestSpecification bearer(String access) {
        return given().header("Authorization", "Bearer " + access);
    }

    private static Response logIn(String access) {
        return Company.logIn(access);
    }

    private static Response logInByGet(String access) {
        return bearer(access).get("/v3/OS-FEDERATION/identity_providers/company/protocols/openid/auth");
    }

    private Response rescope(String token, String project) {
        return ask(
                byToken(token),
                "{\"project\":{\"name\":\"%s\",\"domain\":{\"id\":\"%s\"}}}".formatted(project, domainId));
    }

    private static String userId(Response loggedIn) {
        return loggedIn.then().statusCode(201).extract().path("token.user.id");
    }

    private static void enable(boolean enabled) {
        asAdmin()
                .body("{\"identity_provider\":{\"enabled\":%s}}".formatted(enabled))
                .patch("/v3/OS-FEDERATION/identity_providers/" + Company.ID)
                .then()
                .statusCode(200);
    }

    private static void remoteIds(String ids) {
        asAdmin()
                .body("{\"identity_provider\":{\"remote_ids\":%s}}".formatted(ids))
                .patch("/v3/OS-FEDERATION/identity_providers/" + Company.ID)
                .then()
                .statusCode(200);
    }
}
