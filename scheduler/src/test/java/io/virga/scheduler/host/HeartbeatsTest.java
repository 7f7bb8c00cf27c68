package io.virga.scheduler.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.agent.HostReport;
import io.virga.messaging.Delivery;
import io.virga.model.HostName;
import io.virga.scheduler.SomeHosts;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class HeartbeatsTest {

    private static final Instant STARTED = Instant.now();

    @Inject
    Heartbeats heartbeats;

    @Inject
    KnownHosts hosts;

    @Inject
    HostService service;

    private final HostName name = SomeHosts.name("heard");

    @Test
    void aHostIsKnownFromItsFirstHeartbeat() {
        hear(SomeHosts.report(name, STARTED, 1));

        assertThat(load()).hasValueSatisfying(host -> {
            assertThat(host.total().memoryMib()).isEqualTo(8704);
            assertThat(host.enabled()).isTrue();
            assertThat(host.lastSeen()).isAfter(STARTED.minusSeconds(1));
        });
    }

    @Test
    void anOlderHeartbeatChangesNothing() {
        hear(SomeHosts.report(name, STARTED, 7));
        hear(SomeHosts.report(name, "nova", STARTED, 6, 1, 1));
        hear(SomeHosts.report(name, "nova", STARTED.minusSeconds(60), 99, 1, 1));

        assertThat(load().orElseThrow().total().memoryMib()).isEqualTo(8704);
    }

    @Test
    void theGenerationMovesOnlyWithTheInventory() {
        hear(SomeHosts.report(name, STARTED, 1));
        var first = load().orElseThrow().generation();

        hear(SomeHosts.report(name, STARTED, 2));
        assertThat(load().orElseThrow().generation()).isEqualTo(first);

        hear(SomeHosts.report(name, "nova", STARTED.plusSeconds(9), 1, 4, 4096));
        assertThat(load().orElseThrow().generation()).isEqualTo(first + 1);
    }

    @Test
    void anOperatorsWordOutlivesHeartbeatsAndMayComeBeforeTheFirst() {
        service.setEnabled(name, false);
        hear(SomeHosts.report(name, STARTED, 1));

        assertThat(load()).hasValueSatisfying(host -> {
            assertThat(host.enabled()).isFalse();
            assertThat(host.vcpus()).isEqualTo(4);
        });
    }

    @Test
    @Tag("SEC-64")
    void anAgentIsNotBelievedWhatItSaysOfAnotherHost() {
        heartbeats.receive(new Delivery<>(SomeHosts.report(name, STARTED, 1), "agent-somewhere-else"));
        heartbeats.receive(new Delivery<>(SomeHosts.report(name, STARTED, 1), ""));

        assertThat(load()).isEmpty();
    }

    @Test
    @Tag("SEC-64")
    void nonsenseIsNotBelieved() {
        hear(SomeHosts.report(name, "nova", STARTED, 1, -1, 8704));
        hear(SomeHosts.report(name, "z".repeat(256), STARTED, 1, 4, 8704));

        assertThat(load()).isEmpty();
    }

    private void hear(HostReport report) {
        heartbeats.receive(new Delivery<>(report, "agent-" + report.host()));
    }

    private Optional<HostLoad> load() {
        return QuarkusTransaction.requiringNew().call(() -> hosts.load(KnownHosts.providerOf(name)));
    }
}
