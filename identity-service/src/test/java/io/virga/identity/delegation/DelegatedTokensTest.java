package io.virga.identity.delegation;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.virga.identity.Cloud;
import io.virga.identity.Cloud.Tenant;
import io.virga.identity.application.Applications;
import io.virga.identity.token.KeyTokens;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each kind of token × each operation on what outlives a token: a delegated token neither makes, changes, reads nor
/// moves any of it (CVE-2020-12689, CVE-2020-12691, CVE-2026-33551).
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DelegatedTokensTest {

    @Inject
    KeyTokens keys;

    /// What the user has, for delegated tokens to go for.
    private record Things(
            Tenant user, Tenant other, String credential, String access, Applications app, String rule, String trust) {

        static Things of(Tenant user) {
            var other = tenant();
            var token = user.logIn();
            String credential = as(token)
                    .body("{\"credential\":{\"type\":\"cert\",\"blob\":\"secret\"}}")
                    .post("/v3/credentials")
                    .path("credential.id");
            String access = as(token)
                    .body("{\"tenant_id\":\"%s\"}".formatted(user.projectId()))
                    .post("/v3/users/{u}/credentials/OS-EC2", user.userId())
                    .path("credential.access");
            var made = Applications.ask(
                    token,
                    user.userId(),
                    "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"/\"}]");
            return new Things(
                    user,
                    other,
                    credential,
                    access,
                    new Applications(made.path("application_credential.id"), ""),
                    made.path("application_credential.access_rules[0].id"),
                    trust(token, user, other));
        }

        static String trust(String token, Tenant user, Tenant other) {
            return makeTrust(token, user, other).path("trust.id");
        }

        static Response makeTrust(String token, Tenant user, Tenant other) {
            return as(token)
                    .body("""
                            {"trust":{"trustor_user_id":"%s","trustee_user_id":"%s","project_id":"%s",
                              "impersonation":true,"roles":[{"name":"member"}]}}
                            """.formatted(user.userId(), other.userId(), user.projectId()))
                    .post("/v3/OS-TRUST/trusts");
        }
    }

    private static final Map<String, BiFunction<String, Things, Response>> OPERATIONS = operations();

    private static Map<String, BiFunction<String, Things, Response>> operations() {
        var all = new LinkedHashMap<String, BiFunction<String, Things, Response>>();
        all.put("list credentials", (token, _) -> as(token).get("/v3/credentials"));
        all.put(
                "create credential",
                (token, _) -> as(token)
                        .body("{\"credential\":{\"type\":\"cert\",\"blob\":\"x\"}}")
                        .post("/v3/credentials"));
        all.put("show credential", (token, things) -> as(token).get("/v3/credentials/{c}", things.credential()));
        all.put(
                "change credential",
                (token, things) -> as(token)
                        .body("{\"credential\":{\"blob\":\"x\"}}")
                        .patch("/v3/credentials/{c}", things.credential()));
        all.put(
                "list keys",
                (token, things) -> as(token)
                        .get("/v3/users/{u}/credentials/OS-EC2", things.user().userId()));
        all.put(
                "create key",
                (token, things) -> as(token)
                        .body("{\"tenant_id\":\"%s\"}".formatted(things.user().projectId()))
                        .post("/v3/users/{u}/credentials/OS-EC2", things.user().userId()));
        all.put(
                "show key",
                (token, things) -> as(token)
                        .get(
                                "/v3/users/{u}/credentials/OS-EC2/{k}",
                                things.user().userId(),
                                things.access()));
        all.put(
                "list applications",
                (token, things) -> as(token)
                        .get(
                                "/v3/users/{u}/application_credentials",
                                things.user().userId()));
        all.put(
                "show application",
                (token, things) -> as(token)
                        .get(
                                "/v3/users/{u}/application_credentials/{c}",
                                things.user().userId(),
                                things.app().id()));
        all.put(
                "create application",
                (token, things) -> Applications.ask(token, things.user().userId(), ""));
        all.put(
                "list access rules",
                (token, things) -> as(token)
                        .get("/v3/users/{u}/access_rules", things.user().userId()));
        all.put(
                "show access rule",
                (token, things) -> as(token)
                        .get("/v3/users/{u}/access_rules/{r}", things.user().userId(), things.rule()));
        all.put("show trust", (token, things) -> as(token).get("/v3/OS-TRUST/trusts/{t}", things.trust()));
        all.put("create trust", (token, things) -> Things.makeTrust(token, things.user(), things.other()));
        all.put("delete trust", (token, things) -> as(token).delete("/v3/OS-TRUST/trusts/{t}", things.trust()));
        all.put(
                "delete key",
                (token, things) -> as(token)
                        .delete(
                                "/v3/users/{u}/credentials/OS-EC2/{k}",
                                things.user().userId(),
                                things.access()));
        all.put("delete credential", (token, things) -> as(token).delete("/v3/credentials/{c}", things.credential()));
        all.put(
                "delete application",
                (token, things) -> as(token)
                        .delete(
                                "/v3/users/{u}/application_credentials/{c}",
                                things.user().userId(),
                                things.app().id()));
        all.put(
                "delete access rule",
                (token, things) -> as(token)
                        .delete("/v3/users/{u}/access_rules/{r}", things.user().userId(), things.rule()));
        return all;
    }

    /// Those that a delegated token may perform, by the kind of token.
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "application",
            Set.of("list applications", "show application", "list access rules", "show access rule"),
            "unrestricted application",
            Set.of(
                    "list applications",
                    "show application",
                    "list access rules",
                    "show access rule",
                    "create application",
                    "delete application",
                    "delete access rule"),
            "trust",
            Set.of("show trust"),
            "key",
            Set.of());

    @Test
    @Tag("SEC-18")
    void eachKindOfTokenAgainstEachOperation() {
        for (var kind : ALLOWED.keySet()) {
            var user = tenant();
            var things = Things.of(user);
            var token = token(kind, things);
            OPERATIONS.forEach((operation, call) -> {
                var allowed = ALLOWED.get(kind).contains(operation);
                assertThat(call.apply(token, things).statusCode())
                        .as("%s: %s", kind, operation)
                        .matches(code -> allowed ? code < 300 : code == 403);
            });
        }
        var things = Things.of(tenant());
        var own = things.user().logIn();
        OPERATIONS.forEach((operation, call) ->
                assertThat(call.apply(own, things).statusCode()).as(operation).isLessThan(300));
    }

    private String token(String kind, Things things) {
        var user = things.user();
        return switch (kind) {
            case "application" ->
                Applications.make(user.logIn(), user.userId(), "").logIn();
            case "unrestricted application" ->
                Applications.make(user.logIn(), user.userId(), "\"unrestricted\":true")
                        .logIn();
            case "trust" ->
                Cloud.token(ask(
                        byPassword(things.other().name(), things.other().name()),
                        "{\"OS-TRUST:trust\":{\"id\":\"%s\"}}".formatted(things.trust())));
            default ->
                keys.issue(user.userId(), user.projectId(), Set.of(Cloud.role("member")), "some-key")
                        .token();
        };
    }

    /// With the rights of an administrator of the cloud, whoever holds such a token could otherwise make themselves
    /// one.
    @Test
    @Tag("SEC-18")
    @Tag("SEC-19")
    void noneGivesRightsThatOutliveIt() {
        var user = tenant();
        Cloud.grant(user.userId(), user.projectId(), "admin");
        var other = tenant();
        var admin = Cloud.role("admin");
        var trust = as(user.logIn())
                .body("""
                        {"trust":{"trustor_user_id":"%s","trustee_user_id":"%s","project_id":"%s",
                          "impersonation":true,"roles":[{"name":"admin"}]}}
                        """.formatted(user.userId(), other.userId(), user.projectId()))
                .post("/v3/OS-TRUST/trusts")
                .<String>path("trust.id");
        var tokens = List.of(
                Applications.make(user.logIn(), user.userId(), "").logIn(),
                Cloud.token(ask(
                        byPassword(other.name(), other.name()),
                        "{\"OS-TRUST:trust\":{\"id\":\"%s\"}}".formatted(trust))),
                keys.issue(user.userId(), user.projectId(), Set.of(admin), "some-key")
                        .token());
        var grants = List.of(
                "/v3/system/users/%s".formatted(other.userId()),
                "/v3/projects/%s/users/%s".formatted(user.projectId(), other.userId()),
                "/v3/domains/default/users/%s".formatted(other.userId()),
                "/v3/OS-INHERIT/domains/default/users/%s".formatted(other.userId()),
                "/v3/OS-INHERIT/projects/%s/users/%s".formatted(user.projectId(), other.userId()));
        for (var token : tokens) {
            as(token).get("/v3/users").then().statusCode(200);
            for (var grant : grants) {
                var end = grant.contains("INHERIT") ? "/inherited_to_projects" : "";
                as(token).put(grant + "/roles/" + admin + end).then().statusCode(403);
            }
            as(token)
                    .put("/v3/roles/{a}/implies/{b}", Cloud.role("reader"), Cloud.role("member"))
                    .then()
                    .statusCode(403);
            as(token)
                    .body("{\"mapping\":{\"rules\":[]}}")
                    .put("/v3/OS-FEDERATION/mappings/m")
                    .then()
                    .statusCode(403);
            as(token)
                    .body("{\"identity_provider\":{}}")
                    .put("/v3/OS-FEDERATION/identity_providers/p")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    @Tag("SEC-18")
    void aDelegatedTokenStillDoesWhatItWasMadeFor() {
        var user = tenant();
        var token = Applications.make(user.logIn(), user.userId(), "").logIn();
        as(token)
                .get("/v3/users/{u}/projects", user.userId())
                .then()
                .statusCode(200)
                .body("projects.id", contains(user.projectId()));
        assertThat(Cloud.token(ask(Cloud.byToken(token), ""))).isNotEmpty();
    }
}
