package io.virga.compute.instance;

import static io.virga.compute.TestCloud.delete;
import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.HostReport.Seen;
import io.virga.contract.agent.Power;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What puts things right that no message will: tasks that run out of time, commands that got lost, hosts whose guests
/// are not what we believe.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class ReconcilerTest {

    private static final HostName HOME = TestCloud.HOSTS.getFirst();
    private static final HostName ELSEWHERE = TestCloud.HOSTS.getLast();
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    TestCloud cloud;

    @Inject
    OverdueTasks overdue;

    @Inject
    LostCommands lostCommands;

    @Inject
    Instances instances;

    @Inject
    Observations observations;

    @Inject
    AgentReports reports;

    @Inject
    Mailboxes mailboxes;

    @Inject
    AgroalDataSource database;

    private final String token = memberOf(newProject());

    @BeforeEach
    @AfterEach
    void reset() {
        cloud.reset();
    }

    @Test
    void aTaskThatNobodyEndsEndsInErrorAndSaysSo() throws SQLException {
        var id = cloud.boot(token);
        cloud.silent.add(HOME);
        act(id, "{\"os-stop\": null}");

        outOfTime(id);
        overdue.settle();

        var server = get(token, "/v2.1/servers/" + id)
                .body("server.status", equalTo("ERROR"))
                .body("server.fault.message", equalTo("The task 'powering_off' did not end within 600 seconds."))
                .extract();
        assertThat(server.<String>path("server.'OS-EXT-STS:task_state'")).isNull();
        get(token, "/v2.1/servers/" + id + "/os-instance-actions")
                .body("instanceActions[0].action", equalTo("stop"))
                .body("instanceActions[0].message", equalTo("Error"));
        cloud.silent.clear();
        delete(token, "/v2.1/servers/" + id).statusCode(204);
        cloud.awaitGone(token, id);
    }

    @Test
    void aSnapshotThatNobodyEndsLeavesTheServerAsItWas() throws SQLException {
        var id = cloud.boot(token);
        cloud.silent.add(HOME);
        act(id, "{\"createImage\": {\"name\": \"golden\"}}");

        outOfTime(id);
        overdue.settle();

        cloud.silent.clear();
        eventually(
                SOON,
                () -> get(token, "/v2.1/servers/" + id + "/os-instance-actions")
                        .body("instanceActions[0].action", equalTo("createImage"))
                        .body("instanceActions[0].message", equalTo("Error")));
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ACTIVE"));
        eventually(
                SOON,
                () -> assertThat(TestImages.MADE.values())
                        .noneMatch(image -> image.path("instance_uuid").asText().equals(id)));
    }

    @Test
    void aBootThatNobodyEndsIsUndone() throws SQLException {
        cloud.silent.addAll(TestCloud.HOSTS);
        var id = cloud.create(token);
        awaitCommand(id, LaunchInstance.class, 1);
        cloud.silent.clear();

        outOfTime(id);
        overdue.settle();

        cloud.awaitStatus(token, id, "ERROR");
        awaitCommand(id, DestroyInstance.class, 1);
        eventually(
                SOON,
                () -> assertThat(TestPeers.PORTS.values())
                        .noneMatch(port -> port.path("device_id").asText().equals(id)));
    }

    @Test
    void aDeletionIsNeverGivenUp() throws SQLException {
        var id = cloud.boot(token);
        cloud.silent.addAll(TestCloud.HOSTS);
        delete(token, "/v2.1/servers/" + id).statusCode(204);
        awaitCommand(id, DestroyInstance.class, 1);

        outOfTime(id);
        overdue.settle();

        get(token, "/v2.1/servers/" + id).statusCode(200).body("server.'OS-EXT-STS:task_state'", equalTo("deleting"));
        var destroy = commands(id, DestroyInstance.class).getFirst();
        cloud.report(new CommandDone(HOME, destroy.instance(), destroy.generation(), Instant.now(), Power.ABSENT));
        cloud.awaitGone(token, id);
    }

    @Test
    void aLostCommandIsSentAgainUnchangedOnceItsHostIsUp() throws SQLException {
        var id = cloud.boot(token);
        cloud.silent.add(HOME);
        act(id, "{\"os-stop\": null}");
        awaitCommand(id, StopInstance.class, 1);
        cloud.silent.clear();
        unheardOf(HOME);

        unanswered(id);
        lostCommands.sendAgain();
        assertThat(commands(id, StopInstance.class)).hasSize(1);

        cloud.beat(HOME, List.of());
        eventually(SOON, () -> {
            lostCommands.sendAgain();
            assertThat(commands(id, StopInstance.class)).hasSizeGreaterThan(1);
        });
        assertThat(commands(id, StopInstance.class))
                .allMatch(commands(id, StopInstance.class).getFirst()::equals);
        cloud.awaitStatus(token, id, "SHUTOFF");
    }

    @Test
    void aGuestThatHasPoweredOffShowsInTheHeartbeat() {
        var id = cloud.boot(token);

        lost(Instant.now()).receive(from(HOME, HOME, seen(id, Power.SHUT_DOWN)));

        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("SHUTOFF"));
    }

    @Test
    void aVanishedInstanceIsInErrorAfterASecondLook() {
        var id = cloud.boot(token);
        var clock = new MovableClock();
        var lost = new LostInstances(instances, observations, mailboxes, clock);

        lost.receive(from(HOME, HOME));
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ACTIVE"));
        clock.now = clock.now.plusSeconds(11);
        lost.receive(from(HOME, HOME));

        get(token, "/v2.1/servers/" + id)
                .body("server.status", equalTo("ERROR"))
                .body("server.fault.message", equalTo("The instance has vanished from its host."));
    }

    @Test
    void aGuestOnAHostThatItIsNotOnIsDestroyedThereOnly() {
        var id = cloud.boot(token);

        lost(Instant.now()).receive(from(ELSEWHERE, ELSEWHERE, seen(id, Power.RUNNING)));

        awaitCommand(id, DestroyInstance.class, 1);
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ACTIVE"));
    }

    @Test
    void aHostSpeaksOnlyForItself() {
        var id = cloud.boot(token);
        var instance = InstanceId.fromString(id);
        var claim = new CommandDone(HOME, instance, 1, Instant.now(), Power.SHUT_DOWN);

        reports.receive(new Delivery<>(claim, "agent-" + ELSEWHERE));
        lost(Instant.now()).receive(from(ELSEWHERE, HOME, seen(id, Power.SHUT_DOWN)));
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("ACTIVE"));

        reports.receive(new Delivery<>(claim, "agent-" + HOME));
        get(token, "/v2.1/servers/" + id).body("server.status", equalTo("SHUTOFF"));
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void act(String id, String action) {
        post(token, "/v2.1/servers/" + id + "/action", action).statusCode(202);
    }

    private LostInstances lost(Instant now) {
        return new LostInstances(instances, observations, mailboxes, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Seen seen(String id, Power power) {
        return new Seen(InstanceId.fromString(id), 1, power);
    }

    private Delivery<HostReport> from(HostName sender, HostName host, Seen... seen) {
        return new Delivery<>(cloud.heartbeat(host, List.of(seen)), "agent-" + sender);
    }

    private <C extends AgentCommand> List<C> commands(String id, Class<C> kind) {
        return cloud.commands.stream()
                .filter(command -> command.instance().toString().equals(id))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void awaitCommand(String id, Class<? extends AgentCommand> kind, int times) {
        eventually(SOON, () -> assertThat(commands(id, kind)).hasSizeGreaterThanOrEqualTo(times));
    }

    private void outOfTime(String id) throws SQLException {
        change("update instances set task_deadline = now() - interval '1 second' where id = ?", UUID.fromString(id));
    }

    private void unanswered(String id) throws SQLException {
        change("update instances set commanded_at = now() - interval '5 minutes' where id = ?", UUID.fromString(id));
    }

    private void unheardOf(HostName host) throws SQLException {
        change("update hosts set seen_at = now() - interval '5 minutes' where name = ?", host.value());
    }

    private void change(String statement, Object key) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, key);
            prepared.executeUpdate();
        }
    }
}
