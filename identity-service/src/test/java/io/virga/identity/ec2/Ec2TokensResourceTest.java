package io.virga.identity.ec2;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.ec2.Ec2Key.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.virga.identity.Cloud;
import io.virga.identity.Cloud.Tenant;
import io.virga.identity.Losses;
import io.virga.testing.Backing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class Ec2TokensResourceTest {

    @Test
    void aSignatureGivesATokenInTheKeysProject() {
        var tenant = tenant();
        var answer = Ec2Key.use(Ec2Key.of(tenant).signed(Instant.now(), "DescribeInstances"));
        answer.then()
                .statusCode(200)
                .body("token.methods", contains("ec2credential"))
                .body("token.user.id", equalTo(tenant.userId()))
                .body("token.project.id", equalTo(tenant.projectId()))
                .body("token.roles.name", containsInAnyOrder("member", "reader"));
        assertThat(status(answer.header("X-Subject-Token"))).isEqualTo(200);
    }

    @Test
    void aSignatureOfS3TellsWhoItIsWithoutAToken() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        var signed = "GET\n\n\n" + date + "\n/bucket/key";
        var body = "{\"credentials\":{\"access\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"}}"
                .formatted(
                        key.access(),
                        Base64.getUrlEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8)),
                        Hmac.base64(Hmac.sha1(Hmac.bytes(key.secret()), signed)));
        var answer = as(service()).body(body).post("/v3/s3tokens");
        answer.then().statusCode(200).body("token.user.id", equalTo(tenant.userId()));
        assertThat(answer.header("X-Subject-Token")).isNull();
        as(service()).body(body).post("/v3/s3tokens").then().statusCode(401);
    }

    @Test
    @Tag("SEC-20")
    void aSignatureWorksOnceAndOnlyInItsTime() {
        var key = Ec2Key.of(tenant());
        var now = key.signed(Instant.now(), "One");
        Ec2Key.use(now).then().statusCode(200);
        Ec2Key.use(now).then().statusCode(401).body("error.message", containsString("used before"));
        for (var minutes : List.of(-20, 20)) {
            Ec2Key.use(key.signed(Instant.now().plus(Duration.ofMinutes(minutes)), "Other"))
                    .then()
                    .statusCode(401)
                    .body("error.message", containsString("not of now"));
        }
    }

    @Test
    @Tag("SEC-20")
    void ofManyReplaysAtOnceOneCounts() throws Exception {
        var signed = Ec2Key.of(tenant()).signed(Instant.now(), "One");
        var asker = service();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replays = Collections.nCopies(8, (Callable<Integer>)
                    () -> as(asker).body(signed).post("/v3/ec2tokens").statusCode());
            var statuses =
                    threads.invokeAll(replays).stream().map(Future::resultNow).toList();
            assertThat(statuses).hasSize(8).containsOnly(200, 401);
            assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        }
    }

    @Test
    @Tag("SEC-20")
    void onlyFrontEndsMayAsk() {
        var tenant = tenant();
        var body = Ec2Key.of(tenant).signed(Instant.now(), "One");
        for (var path : List.of("/v3/ec2tokens", "/v3/s3tokens")) {
            given().contentType(ContentType.JSON).body(body).post(path).then().statusCode(401);
            as(tenant.logIn()).body(body).post(path).then().statusCode(403);
        }
        Ec2Key.use(body).then().statusCode(200);
    }

    @Test
    @Tag("SEC-23")
    void anUnknownKeyAndAWrongSecretAreAlike() {
        var key = Ec2Key.of(tenant());
        for (var wrong : List.of(new Ec2Key(key.access(), "wrong"), new Ec2Key("unknown", key.secret()))) {
            Ec2Key.use(wrong.signed(Instant.now(), "One"))
                    .then()
                    .statusCode(401)
                    .body("error.message", equalTo("Invalid EC2 signature."));
        }
    }

    @Test
    @Tag("SEC-18")
    @Tag("SEC-19")
    void itsTokenIsADelegatedOne() {
        var tenant = tenant();
        var token = Ec2Key.use(Ec2Key.of(tenant).signed(Instant.now(), "One")).header("X-Subject-Token");
        ask(byToken(token), "").then().statusCode(403);
        ask(byToken(token), "{\"project\":{\"id\":\"%s\"}}".formatted(tenant.projectId()))
                .then()
                .statusCode(403);
        as(token)
                .get("/v3/users/{u}/credentials/OS-EC2", tenant.userId())
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("SEC-21")
    void whateverTakesTheRightsAwayEndsItsTokensAndTheKey() {
        var changes = new ArrayList<BiConsumer<Tenant, Ec2Key>>();
        changes.add((tenant, key) -> as(tenant.logIn())
                .delete("/v3/users/{u}/credentials/OS-EC2/{k}", tenant.userId(), key.access())
                .then()
                .statusCode(204));
        Losses.all().forEach(loss -> changes.add((tenant, _) -> loss.accept(tenant)));
        for (var change : changes) {
            var tenant = tenant();
            var key = Ec2Key.of(tenant);
            var token = Ec2Key.use(key.signed(Instant.now(), "One")).header("X-Subject-Token");
            assertThat(status(token)).isEqualTo(200);
            change.accept(tenant, key);
            assertThat(status(token)).isEqualTo(401);
            Ec2Key.use(key.signed(Instant.now(), "Two")).then().statusCode(401);
        }
    }

    @Test
    @Tag("SEC-19")
    void aKeyHandsOnWhatItsTokenHadAndNothingThatCameLater() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        Cloud.grant(tenant.userId(), tenant.projectId(), "manager");
        Ec2Key.use(key.signed(Instant.now(), "One"))
                .then()
                .statusCode(200)
                .body("token.roles.name", containsInAnyOrder("member", "reader"));
    }

    @Test
    @Tag("SEC-19")
    void aKeyIsMadeWithATokenForItsProject() {
        var tenant = tenant();
        var elsewhere = Cloud.make("projects", "project", "\"name\":\"%s\"".formatted(Cloud.name("else")));
        Cloud.grant(tenant.userId(), elsewhere, "member");
        for (var project : List.of(elsewhere, "0".repeat(32))) {
            as(tenant.logIn())
                    .body("{\"tenant_id\":\"%s\"}".formatted(project))
                    .post("/v3/users/{u}/credentials/OS-EC2", tenant.userId())
                    .then()
                    .statusCode(403);
            as(tenant.logIn())
                    .body(
                            "{\"credential\":{\"type\":\"ec2\",\"project_id\":\"%s\",\"blob\":\"{\\\"access\\\":\\\"%s\\\",\\\"secret\\\":\\\"s\\\"}\"}}"
                                    .formatted(project, Cloud.name("a")))
                    .post("/v3/credentials")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void aKeyGoesWithItsProject() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        asAdmin().delete("/v3/projects/{p}", tenant.projectId()).then().statusCode(204);
        asAdmin().get("/v3/credentials/{c}", Hmac.digest(key.access())).then().statusCode(404);
    }

    @Test
    void anAdminMovesAKeyAndItFollows() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        var token = Ec2Key.use(key.signed(Instant.now(), "One")).header("X-Subject-Token");
        var other = Cloud.make("projects", "project", "\"name\":\"%s\"".formatted(Cloud.name("other")));
        Cloud.grant(tenant.userId(), other, "reader");
        Consumer<String> patch = members -> asAdmin()
                .body("{\"credential\":{%s}}".formatted(members))
                .patch("/v3/credentials/{c}", Hmac.digest(key.access()))
                .then()
                .statusCode(200);

        patch.accept("\"project_id\":\"%s\"".formatted(other));
        assertThat(status(token)).isEqualTo(401);
        Ec2Key.use(key.signed(Instant.now(), "Two"))
                .then()
                .statusCode(200)
                .body("token.project.id", equalTo(other))
                .body("token.roles.name", contains("reader"));

        var access = Cloud.name("access");
        patch.accept("\"blob\":\"{\\\"access\\\":\\\"%s\\\",\\\"secret\\\":\\\"s\\\"}\"".formatted(access));
        Ec2Key.use(key.signed(Instant.now(), "Three")).then().statusCode(401);
        Ec2Key.use(new Ec2Key(access, "s").signed(Instant.now(), "Four")).then().statusCode(200);
    }

    @Test
    void bodiesThatMakeNoSense() {
        for (var body : List.of("", "{}", "{\"credentials\":7}", "[]", "{\"credentials\":{\"access\":7}}")) {
            assertThat(Ec2Key.use(body).statusCode()).as(body).isEqualTo(400);
        }
        for (var body : List.of(
                "{\"credentials\":{}}",
                "{\"credentials\":{\"access\":\"a\"}}",
                "{\"credentials\":{\"access\":\"a\",\"signature\":\"s\"}}")) {
            assertThat(Ec2Key.use(body).statusCode()).as(body).isEqualTo(401);
        }
        as(service())
                .body("{\"credentials\":{\"access\":\"a\",\"signature\":\"s\",\"token\":\"*\"}}")
                .post("/v3/s3tokens")
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyPairIsShownToItsUser() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        var path = "/v3/users/%s/credentials/OS-EC2".formatted(tenant.userId());
        as(tenant.logIn())
                .get(path + "/" + key.access())
                .then()
                .statusCode(200)
                .body("credential.secret", equalTo(key.secret()))
                .body("credential.tenant_id", equalTo(tenant.projectId()))
                .body("credential.user_id", equalTo(tenant.userId()))
                .body("credential.links.self", containsString(key.access()));
        as(tenant.logIn()).get(path).then().statusCode(200).body("credentials.access", contains(key.access()));
        var stranger = tenant();
        as(stranger.logIn()).get(path).then().statusCode(403);
        as(stranger.logIn()).get(path + "/" + key.access()).then().statusCode(403);
        as(stranger.logIn())
                .get("/v3/users/{u}/credentials/OS-EC2/{k}", stranger.userId(), key.access())
                .then()
                .statusCode(404);
        as(stranger.logIn())
                .delete("/v3/users/{u}/credentials/OS-EC2/{k}", stranger.userId(), key.access())
                .then()
                .statusCode(404);
        as(stranger.logIn())
                .body("{\"tenant_id\":\"%s\"}".formatted(stranger.projectId()))
                .post(path)
                .then()
                .statusCode(403);
        as(tenant.logIn()).body("{\"tenant_id\":\"none\"}").post(path).then().statusCode(403);
        as(tenant.logIn()).body("{}").post(path).then().statusCode(400);
        as(tenant.logIn()).delete(path + "/" + key.access()).then().statusCode(204);
        as(tenant.logIn()).get(path + "/" + key.access()).then().statusCode(404);
    }

    @Test
    @Tag("SEC-18")
    void aReaderOfTheSystemSeesThatItIsThereButNotTheSecret() {
        var tenant = tenant();
        var key = Ec2Key.of(tenant);
        var reader = tenant();
        asAdmin()
                .put("/v3/system/users/{u}/roles/{r}", reader.userId(), role("reader"))
                .then()
                .statusCode(204);
        var token = token(ask(Cloud.byPassword(reader.name(), reader.name()), "{\"system\":{\"all\":true}}"));
        as(token)
                .get("/v3/users/{u}/credentials/OS-EC2/{k}", tenant.userId(), key.access())
                .then()
                .statusCode(200)
                .body("credential.secret", equalTo(null));
        as(token)
                .get("/v3/credentials/{c}", Hmac.digest(key.access()))
                .then()
                .statusCode(200)
                .body("credential", not(hasKey("blob")));
        as(token)
                .delete("/v3/credentials/{c}", Hmac.digest(key.access()))
                .then()
                .statusCode(404);
    }

    private static int status(String token) {
        return as(token).get("/v3/auth/projects").statusCode();
    }
}
