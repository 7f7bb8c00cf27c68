package io.virga.scheduler.request;

import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.Addresses;
import io.virga.contract.scheduler.Resources;
import io.virga.contract.scheduler.SchedulerReply;
import io.virga.contract.scheduler.SchedulerReply.NotPlaced;
import io.virga.contract.scheduler.SchedulerReply.Placed;
import io.virga.contract.scheduler.SchedulerReply.TurnedAway;
import io.virga.contract.scheduler.SchedulerRequest;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.contract.scheduler.SchedulerRequest.SetHostEnabled;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.scheduler.SomeHosts;
import io.virga.scheduler.claim.Claims;
import io.virga.scheduler.host.HostService;
import io.virga.testing.Backing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// From a message on the queue to the answer on the other, through a real broker and a real database.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class PlacementRequestsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Resources GIB = new Resources(1, 1024, 1);

    @Inject
    Outbox outbox;

    @Inject
    HostService hosts;

    @Inject
    Claims claims;

    @Inject
    Replies replies;

    private final String zone = UUID.randomUUID().toString();
    private final ProjectId project = new ProjectId(UUID.randomUUID().toString());
    private final InstanceId instance = InstanceId.random();

    @Test
    void aRequestIsAnsweredWithItsHost() {
        var host = host();

        send(place(1, GIB));

        eventually(SOON, () -> assertThat(answers()).containsExactly(new Placed(instance, 1, host)));
    }

    @Test
    void anImpossibleRequestIsAnsweredWithTheReasons() {
        host();

        send(place(1, new Resources(1, 16_384, 1)));

        eventually(
                SOON,
                () -> assertThat(answers()).singleElement().isInstanceOfSatisfying(NotPlaced.class, answer -> {
                    assertThat(answer.turnedAway())
                            .contains(new TurnedAway("memory", 1, "memory: 8192 MiB free of 16384 MiB asked"));
                    assertThat(answer.turnedAway().stream()
                                    .mapToInt(TurnedAway::hosts)
                                    .sum())
                            .isEqualTo(answer.hosts());
                }));
    }

    @Test
    void aRepeatedRequestIsAnsweredAlike() {
        host();

        send(place(1, GIB));
        eventually(SOON, () -> assertThat(answers()).hasSize(1));
        send(place(1, GIB));

        eventually(SOON, () -> assertThat(answers()).hasSize(2));
        assertThat(Set.copyOf(answers())).hasSize(1);
    }

    @Test
    void aReleaseGivesTheHostBack() {
        var host = host();
        send(place(1, GIB));
        eventually(SOON, () -> assertThat(answers()).hasSize(1));

        send(new ReleaseClaim(instance, 2));

        eventually(
                SOON,
                () -> assertThat(QuarkusTransaction.requiringNew().call(() -> claims.on(host)))
                        .isEmpty());
    }

    @Test
    void aDisabledHostGetsNothingNew() {
        var host = host();
        send(new SetHostEnabled(host, false));

        eventually(SOON, () -> {
            var id = InstanceId.random();
            send(new PlaceInstance(id, 1, project, GIB, zone, null, Set.of()));
            eventually(SOON, () -> assertThat(replies.to(id)).isNotEmpty());
            assertThat(replies.to(id)).hasOnlyElementsOfType(NotPlaced.class);
        });
    }

    @Test
    void hostIsInTheZoneThatItWasPutIntoWhateverItsAgentSays() {
        var name = SomeHosts.name("moved");
        hosts.heard(SomeHosts.report(name, "elsewhere", Instant.now(), 1, 4, 8704));
        hosts.setZone(name, zone);
        hosts.heard(SomeHosts.report(name, "elsewhere", Instant.now(), 2, 4, 8704));

        send(place(1, GIB));

        eventually(SOON, () -> assertThat(answers()).containsExactly(new Placed(instance, 1, name)));
    }

    @Test
    void hostThatIsTakenOutOfItsZoneIsWhereItsAgentSays() {
        var name = host();
        hosts.setZone(name, "elsewhere");
        hosts.setZone(name, null);

        send(place(1, GIB));

        eventually(SOON, () -> assertThat(answers()).containsExactly(new Placed(instance, 1, name)));
    }

    private HostName host() {
        var name = SomeHosts.name("asked");
        hosts.heard(SomeHosts.report(name, zone, Instant.now(), 1, 4, 8704));
        return name;
    }

    private PlaceInstance place(long generation, Resources resources) {
        return new PlaceInstance(instance, generation, project, resources, zone, null, Set.of());
    }

    private void send(SchedulerRequest request) {
        QuarkusTransaction.requiringNew().run(() -> outbox.send(Addresses.SCHEDULER_REQUESTS, request));
    }

    private List<SchedulerReply> answers() {
        return replies.to(instance);
    }

    /// Stands in for the compute service.
    @ApplicationScoped
    static class Replies {

        private final List<SchedulerReply> received = new CopyOnWriteArrayList<>();

        void onStart(@Observes StartupEvent event, Mailboxes mailboxes) {
            mailboxes.queue(Addresses.COMPUTE_REPLIES, 1, SchedulerReply.class, this::receive);
        }

        private void receive(Delivery<SchedulerReply> delivery) {
            received.add(delivery.message());
        }

        List<SchedulerReply> to(InstanceId instance) {
            return received.stream()
                    .filter(reply -> reply.instance().equals(instance))
                    .toList();
        }
    }
}
