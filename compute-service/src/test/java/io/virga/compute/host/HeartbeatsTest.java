package io.virga.compute.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.HostReport;
import io.virga.messaging.Delivery;
import io.virga.model.HostName;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class HeartbeatsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000000999Z");

    @Inject
    Heartbeats heartbeats;

    @Inject
    Hosts hosts;

    private final HostName host = new HostName("h-" + UUID.randomUUID());

    @Test
    void eachHeartbeatCountsUnlessItWasOvertaken() {
        beat(START, 1, 100);
        beat(START, 3, 300);
        beat(START, 2, 200);

        assertThat(memoryUsed()).isEqualTo(300);
    }

    @Test
    void anAgentThatStartsAgainCountsFromOne() {
        beat(START, 7, 700);
        beat(START.plusSeconds(60), 1, 100);
        beat(START, 8, 800);

        assertThat(memoryUsed()).isEqualTo(100);
    }

    @Test
    void nobodyBeatsForAnotherHost() {
        beat(START, 1, 100);
        heartbeats.receive(new Delivery<>(report(START, 2, 200), "agent-other"));

        assertThat(memoryUsed()).isEqualTo(100);
    }

    private void beat(Instant started, long sequence, int memoryUsed) {
        heartbeats.receive(new Delivery<>(report(started, sequence, memoryUsed), "agent-" + host));
    }

    private HostReport report(Instant started, long sequence, int memoryUsed) {
        return new HostReport(
                host,
                started,
                sequence,
                Instant.now(),
                "nova",
                new HostReport.Hypervisor("QEMU", "qemu", 8_000_000, "127.0.0.1", "any", "none"),
                new HostReport.Inventory(4, 8192, 100, memoryUsed, 1, 0),
                List.of(),
                List.of());
    }

    private int memoryUsed() {
        return QuarkusTransaction.requiringNew()
                .call(() -> hosts.find(host).orElseThrow().inventory().memoryUsedMib());
    }
}
