package io.virga.compute.host;

import io.virga.contract.Addresses;
import io.virga.contract.scheduler.SchedulerRequest.SetHostEnabled;
import io.virga.contract.scheduler.SchedulerRequest.SetHostZone;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What operators see of hosts, and decide about them. Each method is one transaction.
@ApplicationScoped
@Transactional
public class HostService {

    /// A host, and whether its agent is alive.
    public record Seen(Host host, boolean up) {}

    /// What an operator wants of a host; null leaves a thing as it is.
    public record Change(Boolean enabled, String disabledReason, Boolean forcedDown) {}

    private final Hosts hosts;
    private final Outbox outbox;
    private final Clock clock;

    HostService(Hosts hosts, Outbox outbox, Clock clock) {
        this.hosts = hosts;
        this.outbox = outbox;
        this.clock = clock;
    }

    public List<Seen> all() {
        return hosts.all().stream().map(this::seen).toList();
    }

    public Seen get(String shown, Predicate<Host> which) {
        return seen(find(shown, which));
    }

    /// The scheduler is told in the same transaction.
    public Seen change(String shown, Predicate<Host> which, Change change) {
        var host = find(shown, which);
        if (change.enabled() != null) {
            if (change.enabled()) {
                host.enable(clock.instant());
            } else {
                host.disable(change.disabledReason(), clock.instant());
            }
        }
        if (change.forcedDown() != null) {
            host.forceDown(change.forcedDown(), clock.instant());
        }
        outbox.send(
                Addresses.SCHEDULER_REQUESTS,
                new SetHostEnabled(host.name(), host.enabled() && !host.forcedDown()),
                "host-" + host.name());
        return seen(host);
    }

    /// Puts the host into a zone, or back into its agent's. The scheduler is told in the same transaction.
    public void assignZone(String name, Optional<String> zone) {
        var host = find(name, known -> known.name().value().equals(name));
        host.assignZone(zone.orElse(null), clock.instant());
        outbox.send(
                Addresses.SCHEDULER_REQUESTS, new SetHostZone(host.name(), zone.orElse(null)), "host-" + host.name());
    }

    private Host find(String shown, Predicate<Host> which) {
        return hosts.named(which).orElseThrow(() -> new NotFound("Compute host", shown));
    }

    private Seen seen(Host host) {
        return new Seen(host, hosts.isUp(host));
    }
}
