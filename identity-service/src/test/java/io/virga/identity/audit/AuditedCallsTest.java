package io.virga.identity.audit;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is recorded of a call, whatever becomes of it.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class AuditedCallsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    DataSource database;

    @Test
    void aCreationSaysWhoWhatAndWithWhichRight() {
        var group = name("group");
        var global = "req-" + UUID.randomUUID();
        var answer = asAdmin()
                .header("x-openstack-request-id", global)
                .header("User-Agent", "openstacksdk/4.0")
                .body("{\"group\":{\"name\":\"%s\"}}".formatted(group))
                .post("/v3/groups");
        answer.then().statusCode(201);

        var record = AuditLogBook.of(answer);
        assertThat(record.getString("typeURI")).isEqualTo("http://schemas.dmtf.org/cloud/audit/1.0/event");
        assertThat(record.getString("eventType")).isEqualTo("activity");
        assertThat(record.getString("action")).isEqualTo("create");
        assertThat(record.getString("outcome")).isEqualTo("success");
        assertThat(record.getString("initiator.name")).isEqualTo("admin");
        assertThat(record.getString("initiator.domain_id")).isEqualTo("default");
        assertThat(record.getString("initiator.project_id")).hasSize(32);
        assertThat(record.getString("initiator.credential.type")).isEqualTo("token");
        assertThat(record.getString("initiator.credential.methods[0]")).isEqualTo("password");
        assertThat(record.getString("initiator.host.address")).isEqualTo("127.0.0.1");
        assertThat(record.getString("initiator.host.agent")).isEqualTo("openstacksdk/4.0");
        assertThat(record.getString("initiator.global_request_id")).isEqualTo(global);
        assertThat(record.getString("target.typeURI")).isEqualTo("service/identity/groups");
        assertThat(record.getString("target.id")).isEqualTo(answer.path("group.id"));
        assertThat(record.getString("target.name")).isEqualTo(group);
        assertThat(record.getString("observer.name")).isEqualTo("identity");
        assertThat(record.getString("reason.reasonCode")).isEqualTo("201");
        assertThat(record.getString("reason.policyId")).isEqualTo("identity:create_group");
        assertThat(record.getString("requestPath")).isEqualTo("/v3/groups");
        assertThat(AuditLogBook.found("request_id", global)).hasSize(1);
    }

    @Test
    void readsAndListingsAreToldApart() {
        assertThat(AuditLogBook.of(asAdmin().get("/v3/users")).getString("action"))
                .isEqualTo("read/list");
        var show = AuditLogBook.of(asAdmin().get("/v3/domains/default"));
        assertThat(show.getString("action")).isEqualTo("read");
        assertThat(show.getString("target.id")).isEqualTo("default");
    }

    @Test
    void whoeverIsRefusedIsNamed() {
        var tenant = tenant();
        var answer = as(tenant.logIn()).delete("/v3/users/{u}", tenant.userId());
        answer.then().statusCode(403);

        var record = AuditLogBook.of(answer);
        assertThat(record.getString("outcome")).isEqualTo("failure");
        assertThat(record.getString("initiator.id")).isEqualTo(tenant.userId());
        assertThat(record.getString("target.id")).isEqualTo(tenant.userId());
        assertThat(record.getString("reason.policyId")).isEqualTo("identity:delete_user");
    }

    @Test
    void callsWithoutAGoodTokenAreRecordedToo() {
        for (var answer :
                new Response[] {given().get("/v3/users"), as("no.good.token").delete("/v3/users/u")}) {
            answer.then().statusCode(401);
            var record = AuditLogBook.of(answer);
            assertThat(record.getString("initiator.id")).isEqualTo("unknown");
            assertThat(record.getString("reason.reasonCode")).isEqualTo("401");
        }
    }

    @Test
    void callsThatNothingAnswersToAreRecordedWithoutTheirPath() {
        var agent = name("nosy");
        given().header("User-Agent", agent).get("/v3/nothing/here").then().statusCode(404);
        given().header("User-Agent", agent).get("/wp-login.php").then().statusCode(404);
        given().header("User-Agent", agent)
                .contentType(ContentType.TEXT)
                .body("x")
                .put("/v3/users")
                .then()
                .statusCode(405);
        eventually(
                SOON,
                () -> assertThat(count("record like '%' || ? || '%'", agent)).isEqualTo(3));
        assertThat(count("record like '%' || ? || '%' and record like '%wp-login%'", agent))
                .isZero();
    }

    @Test
    void healthAndMetricsAreNot() {
        var agent = name("probe");
        given().header("User-Agent", agent).get("/q/health/live").then().statusCode(200);
        given().header("User-Agent", agent).get("/q/metrics").then().statusCode(200);
        var after = given().header("User-Agent", agent).get("/v3/users");
        AuditLogBook.of(after);
        assertThat(count("record like '%' || ? || '%'", agent)).isOne();
    }

    @Test
    @Tag("SEC-60")
    void aLogInSaysWhoTriedAndNeverWhatTheyTyped() {
        var tenant = tenant();
        var good = logIn(tenant.name(), tenant.name(), tenant.name());
        var record = AuditLogBook.of(good);
        assertThat(record.getString("action")).isEqualTo("authenticate");
        assertThat(record.getString("outcome")).isEqualTo("success");
        assertThat(record.getString("initiator.id")).isEqualTo(tenant.userId());
        assertThat(record.getString("initiator.project_id")).isEqualTo(tenant.projectId());

        var wrong = AuditLogBook.of(logIn(tenant.name(), "canary-4711", tenant.name()));
        assertThat(wrong.getString("outcome")).isEqualTo("failure");
        assertThat(wrong.getString("initiator.id")).isEqualTo(tenant.userId());
        assertThat(wrong.getString("initiator.name")).isEqualTo(tenant.name());
        assertThat(wrong.getString("initiator.domain_id")).isEqualTo("default");

        var nobody = AuditLogBook.of(logIn("canary-4711", tenant.name(), tenant.name()));
        assertThat(nobody.getString("initiator.id")).isEqualTo("unknown");
        assertThat(count("record like '%canary-4711%' and action = ?", "authenticate"))
                .isZero();
    }

    @Test
    @Tag("SEC-60")
    void aSecretIsInNoRecordWhereverItWasPut() {
        var canary = "canary-" + UUID.randomUUID();
        var tenant = tenant();
        var token = tenant.logIn();
        var bodies = asAdmin()
                .body("{\"user\":{\"name\":\"%s\",\"password\":\"%s\",\"note\":\"%s\"}}"
                        .formatted(name("u"), canary, canary))
                .post("/v3/users");
        bodies.then().statusCode(201);
        asAdmin()
                .body("{\"credential\":{\"type\":\"x\",\"blob\":\"%s\",\"user_id\":\"%s\"}}"
                        .formatted(canary, tenant.userId()))
                .post("/v3/credentials")
                .then()
                .statusCode(201);
        asAdmin().body("{\"user\": " + canary).post("/v3/users").then().statusCode(400);
        asAdmin().get("/v3/users?name={c}&password={c}", canary, canary).then().statusCode(200);
        asAdmin().get("/v3/users/{c}", canary).then().statusCode(404);
        asAdmin().delete("/v3/users/{c}", canary + "\0\u202e\r\n").then().statusCode(404);
        asAdmin().get("/v3/{c}/{c}", canary, canary).then().statusCode(404);
        as(canary).get("/v3/users").then().statusCode(401);
        var last = as(token)
                .header("X-Subject-Token", canary)
                .header("Authorization", "Bearer " + canary)
                .header("Cookie", canary)
                .header("x-openstack-request-id", canary)
                .header("X-On-Behalf-Of-User", canary)
                .header("X-On-Behalf-Of-Project", canary)
                .header("X-On-Behalf-Of-Roles", canary)
                .header("Referer", canary)
                .get("/v3/auth/tokens");
        last.then().statusCode(404);

        AuditLogBook.of(last);
        AuditLogBook.of(bodies);
        assertThat(count("record like '%' || ? || '%'", canary)).isZero();
        assertThat(count("record like '%' || ? || '%'", token)).isZero();
        assertThat(count("record like '%' || ? || '%'", token.substring(token.lastIndexOf('.') + 1)))
                .isZero();
    }

    @Test
    void aChangeIsAnsweredOnlyAfterItsRecordIsCommitted() throws Exception {
        var group = name("group");
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table audit_events in exclusive mode");
            var answer = CompletableFuture.supplyAsync(() -> create(group));
            eventually(
                    SOON,
                    () -> assertThat(rows("select count(*) from groups where name = ?", group))
                            .isOne());
            asAdmin().get("/v3/regions").then().statusCode(200);
            assertThat(answer).isNotDone();
            other.rollback();
            other.setAutoCommit(true);
            answer.join().then().statusCode(201);
            AuditLogBook.of(answer.join());
        }
    }

    @Test
    void whenItsRecordCannotBeCommittedAChangeIsNotAcknowledged() throws Exception {
        var group = name("group");
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table audit_events in exclusive mode");
            var answer = create(group);
            other.rollback();
            other.setAutoCommit(true);
            answer.then().statusCode(503);
            var record = AuditLogBook.of(answer);
            assertThat(record.getString("target.name")).isEqualTo(group);
            assertThat(record.getString("outcome")).isEqualTo("success");
        }
    }

    private static Response create(String group) {
        return asAdmin().body("{\"group\":{\"name\":\"%s\"}}".formatted(group)).post("/v3/groups");
    }

    private int count(String condition, String value) {
        return rows("select count(*) from audit_events where " + condition, value);
    }

    private int rows(String sql, String value) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
