package io.virga.scheduler.placement;

import io.virga.model.HostName;
import java.util.Optional;
import java.util.Set;

/// What an instance needs of its host. `excluded` are hosts that have failed it already.
public record Demand(
        Amounts amounts, Optional<String> availabilityZone, Optional<HostName> host, Set<HostName> excluded) {

    public Demand {
        excluded = Set.copyOf(excluded);
    }

    /// These amounts, on any host.
    public static Demand of(Amounts amounts) {
        return new Demand(amounts, Optional.empty(), Optional.empty(), Set.of());
    }
}
