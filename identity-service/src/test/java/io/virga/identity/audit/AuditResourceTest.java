package io.virga.identity.audit;

import static io.virga.identity.Cloud.adminToken;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditEvent.Credential;
import io.virga.contract.audit.AuditEvent.Initiator;
import io.virga.contract.audit.AuditEvent.Observer;
import io.virga.contract.audit.AuditEvent.Outcome;
import io.virga.contract.audit.AuditEvent.Reason;
import io.virga.contract.audit.AuditEvent.Target;
import io.virga.contract.audit.AuditRecords;
import io.virga.messaging.Delivery;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AuditResourceTest {

    @Inject
    AuditInbox inbox;

    @Inject
    AuditService audit;

    @Inject
    AuditWatch watch;

    @Inject
    DataSource database;

    @Test
    void aMessageThatComesTwiceIsAppendedOnce() {
        var user = name("user");
        var first = event(user, "compute");
        deliver("compute", first);
        deliver("compute", first, event(user, "compute"));
        assertThat(AuditLogBook.found("user_id", user)).hasSize(2);
        intact();
    }

    @Test
    void aServiceSpeaksOnlyForItself() {
        var user = name("user");
        deliver("compute", event(user, "network"), event(user, "compute"));
        assertThat(AuditLogBook.found("user_id", user))
                .singleElement()
                .extracting("record.observer.name")
                .isEqualTo("compute");
    }

    @Test
    void eachFilterFindsItsOwn() {
        var user = name("user");
        var event = event(user, "compute");
        deliver("compute", event, event(user, "compute"));
        var by = asAdmin().queryParam("user_id", user);
        only(by.queryParam("request_id", event.initiator().requestId()), event);
        only(asAdmin().queryParam("request_id", event.initiator().globalRequestId()), event);
        for (var good : List.of(
                "project_id=p1",
                "outcome=success",
                "action=update",
                "service=compute",
                "from=2001-01-01T00:00:00Z",
                "to=2001-01-01T00:00:01")) {
            asAdmin()
                    .get("/v3/audit/events?user_id=" + user + "&" + good)
                    .then()
                    .body("events", hasSize(2));
        }
        for (var other : List.of(
                "project_id=p2",
                "outcome=failure",
                "action=read",
                "service=image",
                "from=2001-01-01T00:00:01%2B00:00",
                "to=2001-01-01T00:00:00Z")) {
            asAdmin()
                    .urlEncodingEnabled(false)
                    .get("/v3/audit/events?user_id=" + user + "&" + other)
                    .then()
                    .body("events", hasSize(0));
        }
    }

    private static void only(RequestSpecification by, AuditEvent event) {
        by.get("/v3/audit/events")
                .then()
                .body("events", hasSize(1))
                .body("events[0].record.id", equalTo(event.id().toString()));
    }

    @Test
    void badFiltersAreRefused() {
        for (var bad : List.of("from=yesterday", "to=2001", "limit=0", "limit=x", "marker=m", "user_id=%00")) {
            asAdmin()
                    .urlEncodingEnabled(false)
                    .get("/v3/audit/events?" + bad)
                    .then()
                    .statusCode(400);
        }
        asAdmin().get("/v3/audit/events?marker=" + UUID.randomUUID()).then().statusCode(400);
        asAdmin().get("/v3/audit/events/" + UUID.randomUUID()).then().statusCode(404);
        asAdmin().get("/v3/audit/events/x").then().statusCode(404);
    }

    @Test
    void pagesLeadFromTheNewestToTheOldest() {
        var user = name("a user & more");
        var sent = new ArrayList<AuditEvent>();
        for (var i = 0; i < 7; i++) {
            sent.add(event(user, "compute"));
        }
        deliver("compute", sent.toArray(AuditEvent[]::new));

        var seen = new ArrayList<String>();
        var page = asAdmin().queryParam("user_id", user).queryParam("limit", 3).get("/v3/audit/events");
        while (true) {
            seen.addAll(page.jsonPath().getList("events.record.id", String.class));
            var next = page.jsonPath().getString("links.next");
            if (next == null) {
                break;
            }
            page = asAdmin().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200);
        }
        assertThat(seen)
                .containsExactlyElementsOf(sent.reversed().stream()
                        .map(event -> event.id().toString())
                        .toList());
    }

    @Test
    void anEventIsShownWithItsPlaceInTheChain() {
        var event = event(name("user"), "compute");
        deliver("compute", event);
        asAdmin()
                .get("/v3/audit/events/{id}", event.id())
                .then()
                .statusCode(200)
                .body("event.record.requestPath", equalTo("/v2.1/servers/s1"))
                .body("event.hash", notNullValue())
                .body("event.sequence", notNullValue());
    }

    @Test
    void whomAServiceAskedForIsCompletedFromTheDatabase() {
        var tenant = tenant();
        var asked = new AuditEvent(
                UUID.randomUUID(),
                Instant.parse("2001-01-01T00:00:00Z"),
                "create",
                Outcome.SUCCESS,
                new Initiator(
                        tenant.userId(),
                        "u",
                        null,
                        null,
                        tenant.projectId(),
                        new Credential("service", List.of("password"), "a", null, "compute-account"),
                        null,
                        null,
                        null),
                new Target("p", "service/network/ports", null, null),
                Observer.service("network"),
                Reason.http(201, "create_port"),
                "/v2.0/ports");
        deliver("network", asked);
        asAdmin()
                .get("/v3/audit/events/{id}", asked.id())
                .then()
                .body("event.record.initiator.name", equalTo(tenant.name()))
                .body("event.record.initiator.domain_id", equalTo("default"))
                .body("event.record.target.domain_id", equalTo("default"))
                .body("event.record.initiator.credential.actor_id", equalTo("compute-account"));
    }

    @Test
    @Tag("SEC-16")
    void theAdministratorOfADomainSeesItsEventsAndNoOthers() {
        var ours = domain();
        var theirs = domain();
        var own = event(name("user"), ours.id(), null);
        var done = event(name("user"), theirs.id(), ours.id());
        var foreign = event(name("user"), theirs.id(), null);
        deliver("compute", own, done, foreign);

        var all = as(ours.admin()).get("/v3/audit/events?service=compute");
        all.then().statusCode(200);
        assertThat(all.jsonPath().getList("events.record.id", String.class))
                .containsExactly(done.id().toString(), own.id().toString());
        as(ours.admin())
                .get("/v3/audit/events?service=compute&limit=1&marker={m}", done.id())
                .then()
                .body("events", hasSize(1))
                .body("events[0].record.id", equalTo(own.id().toString()));
        as(ours.admin()).get("/v3/audit/events/{id}", own.id()).then().statusCode(200);
        as(ours.admin()).get("/v3/audit/events/{id}", foreign.id()).then().statusCode(404);
        as(ours.admin()).get("/v3/audit/events?marker={m}", foreign.id()).then().statusCode(400);
        as(ours.admin()).get("/v3/audit/verification").then().statusCode(403);
        as(ours.admin()).get("/v3/audit/checkpoint").then().statusCode(403);
    }

    @Test
    void nobodyElseReadsIt() {
        var member = tenant().logIn();
        for (var path : List.of("events", "events/" + UUID.randomUUID(), "verification", "checkpoint")) {
            as(member).get("/v3/audit/" + path).then().statusCode(403);
            as("").get("/v3/audit/" + path).then().statusCode(401);
        }
    }

    @Test
    void aKeptCheckpointIsMetByTheVerification() {
        deliver("compute", event(name("user"), "compute"));
        var kept = asAdmin().get("/v3/audit/checkpoint");
        kept.then().statusCode(200).body("checkpoint.key.kty", equalTo("EC"));
        assertThat(kept.jsonPath().getMap("checkpoint.key")).doesNotContainKey("d");
        deliver("compute", event(name("user"), "compute"));
        var signed = kept.jsonPath().getString("checkpoint.signed");
        asAdmin()
                .get("/v3/audit/verification?checkpoint={c}", signed)
                .then()
                .statusCode(200)
                .body("verification.intact", equalTo(true))
                .body("verification.broken_at", nullValue());
        for (var bad : List.of("x", signed + "x", adminToken())) {
            asAdmin().get("/v3/audit/verification?checkpoint={c}", bad).then().statusCode(400);
        }
    }

    @Test
    void theDatabaseRefusesChangesAndWhoeverForcesThemIsFoundOut() throws Exception {
        var event = event(name("user"), "compute");
        deliver("compute", event);
        for (var sql : List.of(
                "update audit_events set outcome = 'failure'", "delete from audit_events", "truncate audit_events")) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("only ever appended");
            }
        }
        var change = "update audit_events set record = replace(record, '%s', '%s') where id = '" + event.id() + "'";
        tamper(change.formatted("\"update\"", "\"delete\""));
        try {
            asAdmin()
                    .get("/v3/audit/verification")
                    .then()
                    .statusCode(200)
                    .body("verification.intact", equalTo(false))
                    .body("verification.broken_at.reason", startsWith("changed"));
        } finally {
            tamper(change.formatted("\"delete\"", "\"update\""));
        }
        intact();
    }

    @Test
    void whatIsOlderThanTheRetentionIsForgottenAndTheRestHangsOnASignedBase() throws Exception {
        var old = event(name("user"), "compute");
        deliver("compute", old);
        var early = asAdmin().get("/v3/audit/checkpoint").jsonPath().getString("checkpoint.signed");
        var late = new AuditEvent(
                UUID.randomUUID(),
                Instant.now().plus(Duration.ofDays(1)),
                old.action(),
                old.outcome(),
                old.initiator(),
                old.target(),
                old.observer(),
                old.reason(),
                old.requestPath());
        deliver("compute", event(name("user"), "compute"), late);
        watch.signHead();

        audit.forgetOlderThan(Duration.ZERO);

        asAdmin().get("/v3/audit/events/{id}", old.id()).then().statusCode(404);
        asAdmin().get("/v3/audit/events/{id}", late.id()).then().statusCode(200);
        asAdmin().get("/v3/audit/verification?checkpoint={c}", early).then().statusCode(400);
        intact();
        var base = select("select signed from audit_checkpoints where purpose = 'base'");
        var head = select("select signed from audit_checkpoints where purpose = 'head' order by sequence limit 1");
        var change = "update audit_checkpoints set signed = '%s' where purpose = 'base'";
        tamper(change.formatted(head));
        try {
            asAdmin()
                    .get("/v3/audit/verification")
                    .then()
                    .body("verification.intact", equalTo(false))
                    .body("verification.broken_at.reason", containsString("not signed"));
        } finally {
            tamper(change.formatted(base));
        }
        intact();
    }

    @Test
    void nothingIsSignedOnTopOfABrokenChain() throws Exception {
        deliver("compute", event(name("user"), "compute"));
        watch.signHead();
        var signed = select("select max(sequence)::text from audit_checkpoints");
        deliver("compute", event(name("user"), "compute"), event(name("user"), "compute"));
        var hash = select("select encode(hash, 'hex') from audit_events where sequence = " + signed);
        var change = "update audit_events set hash = decode('%s', 'hex') where sequence = " + signed;
        tamper(change.formatted("00".repeat(32)));
        try {
            watch.signHead();
            assertThat(select("select max(sequence)::text from audit_checkpoints"))
                    .isEqualTo(signed);
        } finally {
            tamper(change.formatted(hash));
        }
        intact();
        watch.signHead();
        assertThat(select("select max(sequence)::text from audit_checkpoints")).isNotEqualTo(signed);
    }

    private String select(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private void tamper(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table audit_events disable trigger user");
            statement.execute(sql);
            statement.execute("alter table audit_events enable trigger user");
        }
    }

    private static void intact() {
        asAdmin().get("/v3/audit/verification").then().statusCode(200).body("verification.intact", equalTo(true));
    }

    private void deliver(String sender, AuditEvent... events) {
        inbox.receive(new Delivery<>(new AuditRecords(List.of(events)), sender));
    }

    private record DomainOf(String id, String admin) {}

    private static DomainOf domain() {
        var name = name("domain");
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name));
        var user = make(
                "users",
                "user",
                "\"name\":\"%s\",\"password\":\"%s\",\"domain_id\":\"%s\"".formatted(name, name, domain));
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain, user, role("admin"))
                .then()
                .statusCode(204);
        var identity = byPassword(name, name).replace("\"default\"", "\"" + domain + "\"");
        return new DomainOf(domain, token(ask(identity, "{\"domain\":{\"id\":\"%s\"}}".formatted(domain))));
    }

    private static AuditEvent event(String user, String service) {
        return event(user, null, null, service);
    }

    private static AuditEvent event(String user, String userDomain, String targetDomain) {
        return event(user, userDomain, targetDomain, "compute");
    }

    private static AuditEvent event(String user, String userDomain, String targetDomain, String service) {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.parse("2001-01-01T00:00:00.5Z"),
                "update",
                Outcome.SUCCESS,
                new Initiator(
                        user,
                        "u",
                        user,
                        userDomain,
                        "p1",
                        null,
                        null,
                        "req-" + UUID.randomUUID(),
                        "req-" + UUID.randomUUID()),
                new Target("s1", "service/compute/servers", null, targetDomain),
                Observer.service(service),
                Reason.http(200, "rule"),
                "/v2.1/servers/s1");
    }
}
