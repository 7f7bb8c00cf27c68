package io.virga.scheduler.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.scheduler.Resources;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.scheduler.SomeHosts;
import io.virga.scheduler.host.HostService;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/// Claims against a real PostgreSQL. Every test works in an availability zone of its own.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ClaimsTest {

    private static final Resources GIB = new Resources(1, 1024, 1);

    @Inject
    ClaimService service;

    @Inject
    HostService hosts;

    @Inject
    Claims claims;

    @Inject
    Session session;

    private final String zone = UUID.randomUUID().toString();
    private final ProjectId project = new ProjectId(UUID.randomUUID().toString());
    private final InstanceId instance = InstanceId.random();

    @Test
    void anInstanceGetsAClaim() {
        var host = host();

        service.place(place(instance, 1));

        assertThat(heldOn(instance)).contains(host);
    }

    @Test
    void aRepeatedRequestKeepsTheClaimThatThereIs() {
        host();
        service.place(place(instance, 1));
        var first = heldOn(instance);
        host();

        service.place(place(instance, 1));

        assertThat(heldOn(instance)).isEqualTo(first);
    }

    @Test
    void aNewerRequestMovesTheClaim() {
        var first = host();
        service.place(place(instance, 1));
        var second = host();

        service.place(new PlaceInstance(instance, 2, project, GIB, zone, null, Set.of(first)));

        assertThat(heldOn(instance)).contains(second);
        assertThat(on(first)).isEmpty();
    }

    @Test
    void aMoveThatFindsNoHostLeavesNoClaimBehind() {
        var first = host();
        service.place(place(instance, 1));

        service.place(new PlaceInstance(instance, 2, project, GIB, zone, null, Set.of(first)));

        assertThat(heldOn(instance)).isEmpty();
    }

    @Test
    void aRequestThatFoundNoHostMayBeRepeatedWhenThereIsOne() {
        service.place(place(instance, 1));
        var host = host();

        service.place(place(instance, 1));

        assertThat(heldOn(instance)).contains(host);
    }

    @Test
    void aReleaseFreesTheHostAndMayBeRepeated() {
        var host = host();
        service.place(place(instance, 1));

        service.release(new ReleaseClaim(instance, 2));
        service.release(new ReleaseClaim(instance, 2));

        assertThat(on(host)).isEmpty();
    }

    @Test
    void aRequestThatArrivesAfterItsReleaseIsIgnored() {
        host();
        service.release(new ReleaseClaim(instance, 2));

        service.place(place(instance, 1));
        service.place(place(instance, 2));
        assertThat(heldOn(instance)).isEmpty();

        service.place(place(instance, 3));
        assertThat(heldOn(instance)).isPresent();
    }

    @Test
    void aReleaseThatArrivesAfterANewerClaimIsIgnored() {
        host();
        service.place(place(instance, 5));

        service.release(new ReleaseClaim(instance, 4));

        assertThat(heldOn(instance)).isPresent();
    }

    @Test
    void oldReleasesAreForgottenAndClaimsAreNot() {
        host();
        var other = InstanceId.random();
        service.place(place(instance, 1));
        service.release(new ReleaseClaim(other, 1));

        QuarkusTransaction.requiringNew().run(() -> claims.forget(Instant.now().plusSeconds(60)));

        assertThat(heldOn(instance)).isPresent();
        assertThat(QuarkusTransaction.requiringNew().call(() -> session.find(Claim.class, other.value())))
                .isNull();
    }

    /// Eight schedulers want thirty-two times a GiB of two hosts that have eight each.
    @Test
    void aRaceForTheLastPlacesFillsTheHostsExactly() throws InterruptedException {
        var first = host();
        var second = host();
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                await(start);
                for (var round = 0; round < 4; round++) {
                    service.place(place(InstanceId.random(), 1));
                }
            }));
        }

        start.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(on(first)).hasSize(8);
        assertThat(on(second)).hasSize(8);
    }

    /// A request and the release of its instance cross each other: whatever wins, nothing is left.
    @Test
    void aRaceOfARequestWithItsReleaseLeavesNothing() throws InterruptedException {
        var host = host();
        for (var round = 0; round < 20; round++) {
            var id = InstanceId.random();
            var placing = Thread.ofVirtual().start(() -> service.place(place(id, 1)));
            var releasing = Thread.ofVirtual().start(() -> service.release(new ReleaseClaim(id, 2)));
            placing.join();
            releasing.join();
        }

        assertThat(on(host)).isEmpty();
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HostName host() {
        var name = SomeHosts.name("claimed");
        hosts.heard(SomeHosts.report(name, zone, Instant.now(), 1, 4, 8704));
        return name;
    }

    private PlaceInstance place(InstanceId id, long generation) {
        return new PlaceInstance(id, generation, project, GIB, zone, null, Set.of());
    }

    private Optional<HostName> heldOn(InstanceId id) {
        return QuarkusTransaction.requiringNew().call(() -> claims.held(id).flatMap(Claim::host));
    }

    private List<Claim> on(HostName host) {
        return QuarkusTransaction.requiringNew().call(() -> claims.on(host));
    }
}
