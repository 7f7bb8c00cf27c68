package io.virga.identity;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Population.byId;
import static io.virga.identity.Population.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.application.Applications;
import io.virga.identity.federation.login.Company;
import io.virga.identity.token.KeyTokens;
import io.virga.testing.Backing;
import io.virga.testing.TestIssuer;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each change that takes rights away × each kind of token that carries them (CVE-2016-4911, CVE-2015-7546).
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Tag("SEC-21")
class EndedRightsTest {

    /// Of a user who is a member of the domain's project.
    private static final Map<String, BiConsumer<Population, String>> CHANGES = changes();

    @Inject
    KeyTokens keys;

    private static Map<String, BiConsumer<Population, String>> changes() {
        var all = new LinkedHashMap<String, BiConsumer<Population, String>>();
        all.put(
                "the role is taken",
                (there, user) ->
                        delete("projects/%s/users/%s/roles/%s".formatted(there.project(), user, role("member"))));
        all.put("the user is disabled", (_, user) -> patch("users/" + user, "user", "\"enabled\":false"));
        all.put("the user is deleted", (_, user) -> delete("users/" + user));
        all.put(
                "the project is disabled",
                (there, _) -> patch("projects/" + there.project(), "project", "\"enabled\":false"));
        all.put("the project is deleted", (there, _) -> delete("projects/" + there.project()));
        all.put(
                "the domain is disabled",
                (there, _) -> patch("domains/" + there.domain(), "domain", "\"enabled\":false"));
        return all;
    }

    @Test
    void everyTokenOfAUserEndsWithTheRights() {
        var withPasswords = new LinkedHashMap<>(CHANGES);
        withPasswords.put(
                "a password is set", (_, user) -> patch("users/" + user, "user", "\"password\":\"quite another one\""));
        withPasswords.put(
                "the user changes the password",
                (_, user) -> asAdmin()
                        .body("{\"user\":{\"original_password\":\"%s\",\"password\":\"quite another one\"}}"
                                .formatted(Population.PASSWORD))
                        .post("/v3/users/{u}/password", user)
                        .then()
                        .statusCode(204));
        withPasswords.forEach((change, apply) -> {
            var there = Population.make();
            var user = there.user();
            Cloud.grant(user, there.project(), "member");
            var tokens = tokens(there, user);
            tokens.forEach((kind, token) -> assertThat(status(token)).as(kind).isEqualTo(200));
            apply.accept(there, user);
            tokens.forEach((kind, token) ->
                    assertThat(status(token)).as("%s: %s", change, kind).isEqualTo(401));
        });
    }

    private Map<String, String> tokens(Population there, String user) {
        var inProject = scoped("project", there.project());
        var own = Cloud.token(ask(byId(user), inProject));
        var application = Applications.make(own, user, "").logIn();
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("own", own);
        tokens.put("rescoped", Cloud.token(ask(byToken(own), inProject)));
        tokens.put("application credential", application);
        tokens.put("rescoped application credential", Cloud.token(ask(byToken(application), "")));
        tokens.put("trust", Population.trusted(own, user, there));
        tokens.put(
                "key",
                keys.issue(user, there.project(), Set.of(Cloud.role("member")), "some-key")
                        .token());
        return tokens;
    }

    /// What a service has remembered of an access token is no longer good either.
    @Test
    void anAccessTokenIsWorthNoMoreThanTheRights() {
        Company.trust();
        CHANGES.forEach((change, apply) -> {
            var there = Population.make();
            var access = TestIssuer.company().token(Cloud.name("ada"));
            String user = Company.logIn(access).then().statusCode(201).extract().path("token.user.id");
            Cloud.grant(user, there.project(), "member");
            var derived = Company.exchanged(access, there.project());
            assertThat(status(derived)).isEqualTo(200);
            assertThat(Company.inProject(access, there.project())
                            .get("/v3/auth/projects")
                            .statusCode())
                    .isEqualTo(200);
            apply.accept(there, user);
            assertThat(status(derived)).as(change).isEqualTo(401);
            assertThat(Company.inProject(access, there.project())
                            .get("/v3/auth/projects")
                            .statusCode())
                    .as("%s: access token", change)
                    .isIn(401, 403);
        });
    }

    @Test
    void aDomainsTokensEndWhenItIsDisabled() {
        var there = Population.make();
        var token = there.token("admin", "domains/" + there.domain(), scoped("domain", there.domain()));
        assertThat(status(token)).isEqualTo(200);
        patch("domains/" + there.domain(), "domain", "\"enabled\":false");
        assertThat(status(token)).isEqualTo(401);
    }

    private static void patch(String path, String kind, String members) {
        asAdmin()
                .body("{\"%s\":{%s}}".formatted(kind, members))
                .patch("/v3/" + path)
                .then()
                .statusCode(200);
    }

    private static void delete(String path) {
        asAdmin().delete("/v3/" + path).then().statusCode(204);
    }

    private static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }
}
