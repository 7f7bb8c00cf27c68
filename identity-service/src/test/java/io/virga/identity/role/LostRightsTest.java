package io.virga.identity.role;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.role.Realm.logIn;
import static io.virga.identity.role.Realm.logInTo;
import static io.virga.identity.role.Realm.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.identity.TokenClaims;
import io.virga.testing.Backing;
import io.virga.web.token.Revocations;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever takes a right away ends the tokens that carry it, and no others.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Tag("SEC-21")
class LostRightsTest {

    @Inject
    Revocations revocations;

    private Realm realm;
    private String user;

    @BeforeEach
    void aUserWithAToken() {
        realm = Realm.make();
        user = realm.user();
    }

    @Test
    void aGrantOnAProject() {
        put(onProject("users/" + user, role("member")));
        put("/v3/projects/%s/users/%s/roles/%s".formatted(realm.below(), user, role("member")));
        var elsewhere = token(logInTo(user, realm.below()));
        ends(token(logInTo(user, realm.project())), onProject("users/" + user, role("member")));
        assertThat(status(elsewhere)).as("a token for another project").isEqualTo(200);
    }

    @Test
    void aGrantOnADomain() {
        put(onDomain("users/" + user, role("member")));
        ends(token(logIn(user, domain())), onDomain("users/" + user, role("member")));
    }

    @Test
    void aGrantOnTheSystem() {
        var path = "/v3/system/users/%s/roles/%s".formatted(user, role("reader"));
        put(path);
        ends(token(logIn(user, "{\"system\":{\"all\":true}}")), path);
    }

    @Test
    void aGroupsGrant() {
        var group = groupOfTheUser();
        put(onProject("groups/" + group, role("member")));
        ends(token(logInTo(user, realm.project())), onProject("groups/" + group, role("member")));
    }

    @Test
    void aMembership() {
        var group = groupOfTheUser();
        put(onProject("groups/" + group, role("member")));
        ends(token(logInTo(user, realm.project())), "/v3/groups/%s/users/%s".formatted(group, user));
    }

    @Test
    void aGroup() {
        var group = groupOfTheUser();
        put(onProject("groups/" + group, role("member")));
        ends(token(logInTo(user, realm.project())), "/v3/groups/" + group);
    }

    @Test
    void aGrantInheritedFromTheDomain() {
        var path = below("domains/" + realm.domain(), "users/" + user);
        put(path);
        ends(token(logInTo(user, realm.below())), path);
    }

    @Test
    void aGroupsGrantInheritedFromAProject() {
        var path = below("projects/" + realm.project(), "groups/" + groupOfTheUser());
        put(path);
        ends(token(logInTo(user, realm.below())), path);
    }

    @Test
    void anImplication() {
        var prior = make("roles", "role", "\"name\":\"%s\"".formatted(name("prior")));
        var link = "/v3/roles/%s/implies/%s".formatted(realmsRoleImplying(prior), prior);
        asAdmin().put("/v3/roles/{p}/implies/{i}", prior, role("member")).then().statusCode(201);
        ends(token(logInTo(user, realm.project())), link);
    }

    @Test
    void aRoleThatOthersImply() {
        var implied = make("roles", "role", "\"name\":\"%s\"".formatted(name("implied")));
        realmsRoleImplying(implied);
        ends(token(logInTo(user, realm.project())), "/v3/roles/" + implied);
    }

    @Test
    void aRolesName() {
        var name = name("renamed");
        var role = make("roles", "role", "\"name\":\"%s\"".formatted(name));
        put(onProject("users/" + user, role));
        var token = token(logInTo(user, realm.project()));
        asAdmin()
                .body("{\"role\":{\"description\":\"x\"}}")
                .patch("/v3/roles/" + role)
                .then()
                .statusCode(200);
        assertThat(status(token)).isEqualTo(200);
        asAdmin()
                .body("{\"role\":{\"name\":\"%s2\"}}".formatted(name))
                .patch("/v3/roles/" + role)
                .then()
                .statusCode(200);
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void aGroupThatAnIdentityProviderMapsTo() {
        var group = realm.group();
        put(onProject("groups/" + group, role("member")));
        asAdmin().delete(onProject("groups/" + group, role("member"))).then().statusCode(204);
        assertThat(revocations.concern(mappedTo(group, Instant.now().minusSeconds(5))))
                .as("a token that counts the group")
                .isTrue();
        assertThat(revocations.concern(mappedTo(realm.group(), Instant.now().minusSeconds(5))))
                .as("a token that counts another")
                .isFalse();
        assertThat(revocations.concern(mappedTo(group, Instant.now().plusSeconds(5))))
                .as("a later token")
                .isFalse();
    }

    @Test
    void whatIsNotTakenAwayEndsNothing() {
        put(onProject("users/" + user, role("member")));
        var token = token(logInTo(user, realm.project()));
        asAdmin().delete(onProject("users/" + user, role("manager"))).then().statusCode(404);
        assertThat(status(token)).isEqualTo(200);
    }

    private TokenClaims mappedTo(String group, Instant issued) {
        var mapped = new TokenClaims.Federated("idp", "openid", List.of(group));
        return new TokenClaims(
                TokenClaims.ISSUER,
                user,
                "name",
                realm.domain(),
                realm.project(),
                realm.domain(),
                null,
                null,
                List.of("member"),
                List.of("openid"),
                List.of("audit"),
                issued.getEpochSecond(),
                0,
                issued.getEpochSecond() + 3600,
                new TokenClaims.Origin(null, null, null, mapped));
    }

    private void ends(String token, String path) {
        assertThat(status(token)).isEqualTo(200);
        asAdmin().delete(path).then().statusCode(204);
        assertThat(status(token)).isEqualTo(401);
    }

    private String realmsRoleImplying(String role) {
        var own = realm.ownRole();
        asAdmin().put("/v3/roles/{p}/implies/{i}", own, role).then().statusCode(201);
        put(onProject("users/" + user, own));
        return own;
    }

    private String groupOfTheUser() {
        var group = realm.group();
        put("/v3/groups/%s/users/%s".formatted(group, user));
        return group;
    }

    private String onProject(String actor, String role) {
        return "/v3/projects/%s/%s/roles/%s".formatted(realm.project(), actor, role);
    }

    private String onDomain(String actor, String role) {
        return "/v3/domains/%s/%s/roles/%s".formatted(realm.domain(), actor, role);
    }

    private static String below(String target, String actor) {
        return "/v3/OS-INHERIT/%s/%s/roles/%s/inherited_to_projects".formatted(target, actor, role("member"));
    }

    private String domain() {
        return "{\"domain\":{\"id\":\"%s\"}}".formatted(realm.domain());
    }

    private static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }
}
