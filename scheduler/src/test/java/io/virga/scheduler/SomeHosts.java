package io.virga.scheduler;

import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.HostReport.Hypervisor;
import io.virga.contract.agent.HostReport.Inventory;
import io.virga.model.HostName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// Heartbeats for tests.
public final class SomeHosts {

    private SomeHosts() {}

    /// A host with 4 CPUs, 8704 MiB (8192 after the reservation) and 100 GiB, heard at `startedAt` plus `sequence`.
    public static HostReport report(HostName host, Instant startedAt, long sequence) {
        return report(host, "nova", startedAt, sequence, 4, 8704);
    }

    public static HostReport report(
            HostName host, String zone, Instant startedAt, long sequence, int vcpus, int memoryMib) {
        return new HostReport(
                host,
                startedAt.truncatedTo(ChronoUnit.MILLIS),
                sequence,
                startedAt.plusSeconds(sequence),
                zone,
                new Hypervisor("simulated", "qemu", 8_000_000, "127.0.0.1", "none", "none"),
                new Inventory(vcpus, memoryMib, 100, 0, 0, 0),
                List.of(),
                List.of());
    }

    public static HostName name(String prefix) {
        return new HostName(prefix + "-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
