package io.virga.scheduler.host;

import io.virga.model.HostName;
import io.virga.scheduler.placement.Amounts;
import java.time.Instant;
import java.util.UUID;

/// A host together with the sum of the claims on it, both of one moment: whoever claims with this `generation`
/// has seen every claim that was made under it.
public record HostLoad(
        String name,
        UUID provider,
        long generation,
        boolean enabled,
        String availabilityZone,
        int vcpus,
        int memoryMib,
        int diskGib,
        Instant lastSeen,
        long claimedVcpus,
        long claimedMemoryMib,
        long claimedDiskGib) {

    public HostName host() {
        return new HostName(name);
    }

    public Amounts total() {
        return new Amounts(vcpus, memoryMib, diskGib);
    }

    public Amounts claimed() {
        return new Amounts(claimedVcpus, claimedMemoryMib, claimedDiskGib);
    }
}
