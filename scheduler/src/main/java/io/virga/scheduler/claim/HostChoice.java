package io.virga.scheduler.claim;

import io.virga.scheduler.host.Capacity;
import io.virga.scheduler.host.HostLoad;
import io.virga.scheduler.host.KnownHosts;
import io.virga.scheduler.placement.Demand;
import io.virga.scheduler.placement.Filters;
import io.virga.scheduler.placement.Placement;
import io.virga.scheduler.placement.Placement.Outcome;
import io.virga.scheduler.placement.Weigher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/// Decides on a host and wins it against every other scheduler.
///
/// The decision is made on what was read; it counts only if the host's generation is still the one that was read.
@ApplicationScoped
class HostChoice {

    /// Another scheduler claimed on the chosen host between our decision and our claim. The transaction must end
    /// before the next attempt: PostgreSQL keeps the host's row locked for it, and whoever goes on to a second host
    /// with that lock in hand can meet another who does it the other way round.
    static final class HostLost extends RuntimeException {
        HostLost(String host) {
            super("lost the race for host " + host);
        }
    }

    private static final Logger log = Logger.getLogger(HostChoice.class);

    private final Placement placement = new Placement(Filters.standard(), Weigher.spread(), 1);
    private final KnownHosts hosts;
    private final Capacity capacity;
    private final Clock clock;

    HostChoice(KnownHosts hosts, Capacity capacity, Clock clock) {
        this.hosts = hosts;
        this.capacity = capacity;
        this.clock = clock;
    }

    /// `Fits` with the one host that was won, which is ours when the transaction commits, or `NoFit`.
    Outcome claim(Demand demand) {
        var now = clock.instant();
        var loads = hosts.loads();
        var outcome = placement.place(
                demand, loads.stream().map(load -> capacity.at(now, load)).toList());
        if (outcome instanceof Outcome.Fits(var best)) {
            win(best.getFirst().name().value(), loads);
        }
        return outcome;
    }

    private void win(String chosen, List<HostLoad> loads) {
        var seen = loads.stream()
                .filter(load -> load.name().equals(chosen))
                .findFirst()
                .orElseThrow();
        if (!hosts.advance(seen.host(), seen.generation())) {
            log.debugf("lost the race for host %s", chosen);
            throw new HostLost(chosen);
        }
    }
}
