package io.virga.identity.application;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.grant;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.Cloud;
import io.virga.identity.Losses;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ApplicationCredentialsResourceTest {

    @Inject
    Session session;

    @Test
    void itIsMadeWithTheRolesOfTheTokenAndShowsItsSecretOnce() {
        var tenant = tenant();
        var token = tenant.logIn();
        var made = Applications.ask(token, tenant.userId(), "\"description\":\"for the backup\"");
        made.then()
                .statusCode(201)
                .body("application_credential.project_id", equalTo(tenant.projectId()))
                .body("application_credential.roles.name", containsInAnyOrder("member", "reader"))
                .body("application_credential.unrestricted", equalTo(false))
                .body("application_credential.expires_at", nullValue())
                .body("application_credential.description", equalTo("for the backup"))
                .body("application_credential", not(hasKey("access_rules")));
        String id = made.path("application_credential.id");
        as(token)
                .get("/v3/users/{u}/application_credentials/{c}", tenant.userId(), id)
                .then()
                .statusCode(200)
                .body("application_credential", not(hasKey("secret")))
                .body(
                        "application_credential.links.self",
                        endsWith("/v3/users/%s/application_credentials/%s".formatted(tenant.userId(), id)));
        as(token)
                .get("/v3/users/{u}/application_credentials", tenant.userId())
                .then()
                .statusCode(200)
                .body("application_credentials.id", contains(id))
                .body("application_credentials[0]", not(hasKey("secret")));
        as(token)
                .get("/v3/users/{u}/application_credentials?name=other", tenant.userId())
                .then()
                .body("application_credentials", hasSize(0));
        ask(Applications.byId(id, made.path("application_credential.secret")), "")
                .then()
                .statusCode(201)
                .body("token.methods", contains("application_credential"))
                .body("token.user.id", equalTo(tenant.userId()))
                .body("token.project.id", equalTo(tenant.projectId()))
                .body("token.roles.name", containsInAnyOrder("member", "reader"))
                .body("token.application_credential.id", equalTo(id))
                .body("token.application_credential.restricted", equalTo(true))
                .body("token.application_credential", not(hasKey("access_rules")));
    }

    @Test
    void itIsFoundByNameAndUserToo() {
        var tenant = tenant();
        var name = name("named");
        var body = "{\"application_credential\":{\"name\":\"%s\",\"secret\":\"chosen by hand\"}}".formatted(name);
        var path = "/v3/users/" + tenant.userId() + "/application_credentials";
        as(tenant.logIn())
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .body("application_credential.secret", equalTo("chosen by hand"));
        as(tenant.logIn()).body(body).post(path).then().statusCode(409);

        for (var user : List.of(
                "{\"id\":\"%s\"}".formatted(tenant.userId()),
                "{\"name\":\"%s\",\"domain\":{\"id\":\"default\"}}".formatted(tenant.name()),
                "{\"name\":\"%s\",\"domain\":{\"name\":\"Default\"}}".formatted(tenant.name()))) {
            ask(byName(name, user, "chosen by hand"), "").then().statusCode(201);
            ask(byName(name, user, "another"), "").then().statusCode(401);
        }
        ask(byName(name, "{\"id\":\"%s\"}".formatted(tenant().userId()), "chosen by hand"), "")
                .then()
                .statusCode(401);
    }

    private static String byName(String name, String user, String secret) {
        return """
                {"methods":["application_credential"],"application_credential":{"name":"%s","user":%s,"secret":"%s"}}""".formatted(name, user, secret);
    }

    @Test
    @Tag("SEC-23")
    void whateverIsWrongTheAnswerIsTheSame() {
        var tenant = tenant();
        var good = Applications.make(tenant.logIn(), tenant.userId(), "");
        for (var bad : List.of(
                Applications.byId(good.id(), "wrong"),
                Applications.byId("nothing", good.secret()),
                byName("nothing", "{\"id\":\"nobody\"}", "x"))) {
            ask(bad, "")
                    .then()
                    .statusCode(401)
                    .body("error.message", equalTo("The request you have made requires authentication."));
        }
        ask(Applications.byId(good.id(), good.secret()), Cloud.inProject(tenant.name()))
                .then()
                .statusCode(401);
        ask(Applications.byId(good.id(), good.secret()), "{\"unscoped\":{}}")
                .then()
                .statusCode(401);
    }

    @Test
    @Tag("SEC-19")
    void whoLoggedInMayHandOverWhatTheyHaveByNowAndADelegatedTokenWhatItHas() {
        var tenant = tenant();
        var token = tenant.logIn();
        var free = Applications.make(token, tenant.userId(), "\"unrestricted\":true")
                .logIn();
        grant(tenant.userId(), tenant.projectId(), "manager");

        Applications.ask(token, tenant.userId(), "\"roles\":[{\"name\":\"manager\"}]")
                .then()
                .statusCode(201);
        Applications.ask(free, tenant.userId(), "\"roles\":[{\"name\":\"manager\"}]")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("SEC-19")
    void itGetsNoRoleThatTheTokenDoesNotHave() {
        var tenant = tenant();
        var token = tenant.logIn();
        for (var foreign : List.of("{\"name\":\"admin\"}", "{\"id\":\"%s\"}".formatted(role("manager")))) {
            Applications.ask(token, tenant.userId(), "\"roles\":[%s]".formatted(foreign))
                    .then()
                    .statusCode(400);
        }
        var reader = Applications.make(token, tenant.userId(), "\"roles\":[{\"name\":\"reader\"}]");
        reader.tryLogIn().then().statusCode(201).body("token.roles.name", contains("reader"));

        var member = Applications.make(token, tenant.userId(), "\"roles\":[{\"id\":\"%s\"}]".formatted(role("member")));
        member.tryLogIn().then().body("token.roles.name", containsInAnyOrder("member", "reader"));
    }

    @Test
    @Tag("SEC-19")
    void rescopingStaysWithinIt() {
        var tenant = tenant();
        var other = make("projects", "project", "\"name\":\"%s\"".formatted(name("other")));
        grant(tenant.userId(), other, "member");
        var reader = Applications.make(tenant.logIn(), tenant.userId(), "\"roles\":[{\"name\":\"reader\"}]");
        var token = reader.logIn();

        ask(Cloud.byToken(token), "{\"project\":{\"id\":\"%s\"}}".formatted(tenant.projectId()))
                .then()
                .statusCode(201)
                .body("token.roles.name", contains("reader"))
                .body("token.application_credential.id", equalTo(reader.id()));
        ask(Cloud.byToken(token), "{\"project\":{\"id\":\"%s\"}}".formatted(other))
                .then()
                .statusCode(403);
        ask(Cloud.byToken(token), "{\"unscoped\":{}}").then().statusCode(403);
    }

    @Test
    @Tag("SEC-18")
    void aTokenMadeByOneMakesAnotherOnlyWhenItIsUnrestricted() {
        var tenant = tenant();
        var restricted = Applications.make(tenant.logIn(), tenant.userId(), "").logIn();
        Applications.ask(restricted, tenant.userId(), "").then().statusCode(403);

        var end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var parent = Applications.make(
                tenant.logIn(),
                tenant.userId(),
                "\"unrestricted\":true,\"roles\":[{\"name\":\"reader\"}],\"expires_at\":\"%s\"".formatted(end));
        var token = parent.logIn();
        Applications.ask(token, tenant.userId(), "\"roles\":[{\"name\":\"member\"}]")
                .then()
                .statusCode(400);
        var child = Applications.ask(token, tenant.userId(), "");
        child.then().statusCode(201).body("application_credential.roles.name", contains("reader"));
        assertThat(LocalDateTime.parse(child.path("application_credential.expires_at"))
                        .toInstant(ZoneOffset.UTC))
                .isEqualTo(end);
        as(restricted)
                .delete("/v3/users/{u}/application_credentials/{c}", tenant.userId(), parent.id())
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("SEC-19")
    void aTokenWithAccessRulesMakesNoneWithMore() {
        var tenant = tenant();
        var making = """
                {"service":"identity","method":"POST","path":"/v3/users/*/application_credentials"}""";
        var parent = Applications.make(
                        tenant.logIn(),
                        tenant.userId(),
                        "\"unrestricted\":true,\"access_rules\":[%s]".formatted(making))
                .logIn();

        Applications.ask(parent, tenant.userId(), "").then().statusCode(403);
        Applications.ask(
                        parent,
                        tenant.userId(),
                        "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"/**\"}]")
                .then()
                .statusCode(403);
        Applications.ask(parent, tenant.userId(), "\"access_rules\":[%s]".formatted(making))
                .then()
                .statusCode(201);
    }

    @Test
    @Tag("SEC-21")
    void whateverTakesTheRightsAwayEndsItsTokensAndItself() {
        var changes = new ArrayList<BiConsumer<Cloud.Tenant, Applications>>();
        changes.add((tenant, app) -> as(tenant.logIn())
                .delete("/v3/users/{u}/application_credentials/{c}", tenant.userId(), app.id())
                .then()
                .statusCode(204));
        Losses.all().forEach(loss -> changes.add((tenant, _) -> loss.accept(tenant)));
        for (var i = 0; i < changes.size(); i++) {
            var tenant = tenant();
            var app = Applications.make(tenant.logIn(), tenant.userId(), "");
            var token = app.logIn();
            var child = token(ask(Cloud.byToken(token), ""));
            assertThat(status(child)).isEqualTo(200);

            changes.get(i).accept(tenant, app);

            assertThat(status(token)).as("change %d", i).isEqualTo(401);
            assertThat(status(child)).as("change %d, rescoped", i).isEqualTo(401);
            app.tryLogIn().then().statusCode(401);
        }
    }

    @Test
    @Tag("SEC-21")
    void aNewPasswordEndsTheTokensThatWereMadeBefore() {
        var tenant = tenant();
        var app = Applications.make(tenant.logIn(), tenant.userId(), "");
        var token = app.logIn();
        asAdmin()
                .body("{\"user\":{\"password\":\"another\"}}")
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(200);

        assertThat(status(token)).isEqualTo(401);
        assertThat(status(app.logIn())).isEqualTo(200);
    }

    private static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }

    @Test
    void itEndsByItselfAndSoDoItsTokens() throws InterruptedException {
        var tenant = tenant();
        var end = Instant.now().plusMillis(1_500);
        var app = Applications.make(tenant.logIn(), tenant.userId(), "\"expires_at\":\"%s\"".formatted(end));
        app.tryLogIn();
        while (Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        app.tryLogIn().then().statusCode(401);
    }

    @Test
    @Tag("SEC-25")
    void othersDoNotReachIt() {
        var tenant = tenant();
        var app = Applications.make(tenant.logIn(), tenant.userId(), "");
        var stranger = tenant();
        var path = "/v3/users/%s/application_credentials".formatted(tenant.userId());
        as(stranger.logIn()).get(path).then().statusCode(403);
        as(stranger.logIn()).get(path + "/" + app.id()).then().statusCode(403);
        as(stranger.logIn()).delete(path + "/" + app.id()).then().statusCode(403);
        as(stranger.logIn())
                .get("/v3/users/{u}/application_credentials/{c}", stranger.userId(), app.id())
                .then()
                .statusCode(404);
        as(stranger.logIn())
                .delete("/v3/users/{u}/application_credentials/{c}", stranger.userId(), app.id())
                .then()
                .statusCode(404);
        Applications.ask(stranger.logIn(), tenant.userId(), "").then().statusCode(403);
        Applications.ask(Cloud.adminToken(), tenant.userId(), "").then().statusCode(403);
        as(stranger.logIn())
                .get("/v3/users/nobody/application_credentials")
                .then()
                .statusCode(403);
        asAdmin().get("/v3/users/nobody/application_credentials").then().statusCode(404);
        asAdmin().get(path).then().statusCode(200).body("application_credentials.id", contains(app.id()));
        asAdmin().delete(path + "/" + app.id()).then().statusCode(204);
        app.tryLogIn().then().statusCode(401);
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        var tenant = tenant();
        var made = Applications.make(tenant.logIn(), tenant.userId(), "");
        var chosen = Applications.make(tenant.logIn(), tenant.userId(), "\"secret\":\"chosen\"");

        assertThat(hash(made.id())).startsWith("hmac:").doesNotContain(made.secret());
        assertThat(hash(chosen.id())).startsWith("$2b$");
    }

    private String hash(String id) {
        return session.createNativeQuery("select secret_hash from application_credentials where id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    @Test
    void bodiesThatMakeNoSenseAreRefusedAndChangeNothing() {
        var tenant = tenant();
        var token = tenant.logIn();
        for (var members : List.of(
                "\"name\":7",
                "\"secret\":\"\"",
                "\"expires_at\":\"tomorrow\"",
                "\"expires_at\":\"2001-01-01T00:00:00Z\"",
                "\"expires_at\":\"99999-01-01T00:00:00Z\"",
                "\"expires_at\":\"2300-13-01T00:00:00\"",
                "\"unrestricted\":\"maybe\"",
                "\"roles\":[7]",
                "\"roles\":[{}]",
                "\"roles\":{}",
                "\"roles\":[{\"name\":\"no such role\"}]",
                "\"system\":\"all\"",
                "\"project_id\":\"other\"",
                "\"other\":1",
                "\"access_rules\":[]",
                "\"access_rules\":[{}]",
                "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\"}]",
                "\"access_rules\":[{\"service\":\"compute\",\"method\":\"TRACE\",\"path\":\"/\"}]",
                "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"v2\"}]",
                "\"access_rules\":[{\"service\":\"com pute\",\"method\":\"GET\",\"path\":\"/v2\"}]",
                "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"/\\n\"}]",
                "\"access_rules\":[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"/v2\",\"more\":1}]",
                "\"access_rules\":" + rules(40))) {
            assertThat(Applications.ask(token, tenant.userId(), members).statusCode())
                    .as(members)
                    .isEqualTo(400);
        }
        Applications.ask(token, tenant.userId(), "\"access_rules\":[{\"id\":\"nothing\"}]")
                .then()
                .statusCode(404);
        as(token)
                .get("/v3/users/{u}/application_credentials", tenant.userId())
                .then()
                .body("application_credentials", hasSize(0));
        as(token).get("/v3/users/{u}/access_rules", tenant.userId()).then().body("access_rules", hasSize(0));
        var unscoped = token(ask(Cloud.byPassword(tenant.name(), tenant.name()), "{\"unscoped\":{}}"));
        Applications.ask(unscoped, tenant.userId(), "").then().statusCode(403);
        ask("{\"methods\":[\"application_credential\"],\"application_credential\":{\"secret\":\"x\"}}", "")
                .then()
                .statusCode(400);
    }

    /// As many as fit: with the longest name that there is the token stays below 8 KiB.
    @Test
    void aTokenStaysSmall() {
        var tenant = tenant();
        var made = as(tenant.logIn())
                .body("{\"application_credential\":{\"name\":\"%s\",\"access_rules\":%s}}"
                        .formatted("\\u0001".repeat(255), rules(22)))
                .post("/v3/users/{u}/application_credentials", tenant.userId())
                .then()
                .statusCode(201)
                .extract();
        var app = new Applications(made.path("application_credential.id"), made.path("application_credential.secret"));

        assertThat(app.logIn()).hasSizeLessThan(8 * 1024);
    }

    private static String rules(int many) {
        var rules = new StringBuilder("[");
        for (var i = 0; i < many; i++) {
            rules.append(i == 0 ? "" : ",")
                    .append("{\"service\":\"compute\",\"method\":\"DELETE\",\"path\":\"/v2.1/servers/%s/%d\"}"
                            .formatted("x".repeat(36), 100 + i));
        }
        return rules.append("]").toString();
    }
}
