package io.virga.compute.aggregate;

import io.virga.compute.host.HostService;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What operators do with aggregates. Each method is one transaction. A host is in one zone at most:
/// joining a second one is a conflict.
@ApplicationScoped
@Transactional
public class AggregateService {

    private final Aggregates aggregates;
    private final HostService hosts;
    private final Clock clock;

    AggregateService(Aggregates aggregates, HostService hosts, Clock clock) {
        this.aggregates = aggregates;
        this.hosts = hosts;
        this.clock = clock;
    }

    public List<Aggregate> list() {
        return aggregates.all();
    }

    public Aggregate get(int id) {
        return aggregates.get(id);
    }

    public Aggregate create(String name, Optional<String> zone) {
        aggregates.lock();
        requireFree(name);
        var aggregate = new Aggregate(name, zone, clock.instant());
        aggregates.add(aggregate);
        return aggregate;
    }

    /// What is empty stays as it is.
    public Aggregate change(int id, Optional<String> name, Optional<String> zone) {
        aggregates.lock();
        var aggregate = aggregates.get(id);
        name.filter(wanted -> !wanted.equals(aggregate.name())).ifPresent(wanted -> {
            requireFree(wanted);
            aggregate.rename(wanted, clock.instant());
        });
        zone.ifPresent(wanted -> describe(aggregate, Map.of(Aggregate.ZONE, Optional.of(wanted))));
        return aggregate;
    }

    /// An empty value takes the key away.
    public Aggregate setMetadata(int id, Map<String, Optional<String>> changes) {
        aggregates.lock();
        var aggregate = aggregates.get(id);
        describe(aggregate, changes);
        return aggregate;
    }

    public void delete(int id) {
        aggregates.lock();
        var aggregate = aggregates.get(id);
        if (!aggregate.hosts().isEmpty()) {
            throw new Invalid("Cannot remove aggregate %d: it still has hosts.".formatted(id));
        }
        aggregates.remove(aggregate);
    }

    public Aggregate addHost(int id, String host) {
        aggregates.lock();
        var aggregate = aggregates.get(id);
        if (aggregate.hosts().contains(host)) {
            throw new Conflict("Aggregate %d already has host %s.".formatted(id, host));
        }
        if (hosts.all().stream().noneMatch(seen -> seen.host().name().value().equals(host))) {
            throw new NotFound("Compute host", host);
        }
        aggregate.add(host, clock.instant());
        aggregate.zone().ifPresent(_ -> assign(host));
        return aggregate;
    }

    public Aggregate removeHost(int id, String host) {
        aggregates.lock();
        var aggregate = aggregates.get(id);
        if (!aggregate.hosts().contains(host)) {
            throw new NotFound("Aggregate %d host".formatted(id), host);
        }
        aggregate.remove(host, clock.instant());
        aggregate.zone().ifPresent(_ -> assign(host));
        return aggregate;
    }

    private void describe(Aggregate aggregate, Map<String, Optional<String>> changes) {
        var all = new TreeMap<>(aggregate.metadata());
        changes.forEach((key, value) -> value.ifPresentOrElse(its -> all.put(key, its), () -> all.remove(key)));
        var before = aggregate.zone();
        aggregate.metadata(all, clock.instant());
        if (!before.equals(aggregate.zone())) {
            aggregate.hosts().forEach(this::assign);
        }
    }

    private void assign(String host) {
        var zones = aggregates.all().stream()
                .filter(aggregate -> aggregate.hosts().contains(host))
                .flatMap(aggregate -> aggregate.zone().stream())
                .distinct()
                .toList();
        if (zones.size() > 1) {
            throw new Conflict(
                    "Host %s would be in several availability zones: %s.".formatted(host, String.join(", ", zones)));
        }
        hosts.assignZone(host, zones.stream().findFirst());
    }

    private void requireFree(String name) {
        if (aggregates.all().stream().anyMatch(other -> other.name().equals(name))) {
            throw new Conflict("Aggregate %s already exists.".formatted(name));
        }
    }
}
