package io.virga.scheduler.host;

import io.virga.scheduler.SchedulerConfig;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.placement.Host;
import io.virga.scheduler.placement.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// How much of what a host has may be claimed: what is left after the reservation, times the ratio.
@ApplicationScoped
public class Capacity {

    private final SchedulerConfig config;

    Capacity(SchedulerConfig config) {
        this.config = config;
    }

    /// The host as a decision at `now` sees it.
    public Host at(Instant now, HostLoad load) {
        return new Host(
                load.host(),
                load.availabilityZone(),
                load.lastSeen().plus(config.hostSilence()).isAfter(now),
                load.enabled(),
                of(load),
                load.claimed());
    }

    public Amounts of(HostLoad load) {
        return new Amounts(of(load, Resource.VCPU), of(load, Resource.MEMORY), of(load, Resource.DISK));
    }

    private long of(HostLoad load, Resource resource) {
        var usable = load.total().of(resource) - reserved(resource);
        return Math.max(0, (long) (usable * ratio(resource)));
    }

    public long reserved(Resource resource) {
        return switch (resource) {
            case MEMORY -> config.reservedMemoryMib();
            case VCPU, DISK -> 0;
        };
    }

    public double ratio(Resource resource) {
        return switch (resource) {
            case VCPU -> config.cpuRatio();
            case MEMORY -> config.memoryRatio();
            case DISK -> config.diskRatio();
        };
    }
}
