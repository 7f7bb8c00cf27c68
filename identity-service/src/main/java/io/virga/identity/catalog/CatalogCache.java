package io.virga.identity.catalog;

import io.virga.identity.catalog.CatalogSnapshot.Face;
import io.virga.identity.catalog.CatalogSnapshot.Offer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalog in memory. A change that this process has committed drops it; what other processes change is seen
/// within three seconds.
@ApplicationScoped
class CatalogCache {

    private static final Duration GOOD_FOR = Duration.ofSeconds(3);

    private record Kept(CatalogSnapshot snapshot, long change, Instant until) {}

    private final Catalog catalog;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Kept kept = new Kept(null, -1, Instant.EPOCH);

    CatalogCache(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Catalog.Changed change) {
        changes.incrementAndGet();
    }

    /// Reads, when it must, in the transaction at hand.
    CatalogSnapshot get() {
        var now = kept;
        if (good(now)) {
            return now.snapshot();
        }
        loading.lock();
        try {
            if (!good(kept)) {
                var seen = changes.get(); // a change that is committed from here on makes what is read now stale
                kept = new Kept(load(), seen, clock.instant().plus(GOOD_FOR));
            }
            return kept.snapshot();
        } finally {
            loading.unlock();
        }
    }

    private boolean good(Kept what) {
        return what.change() == changes.get() && clock.instant().isBefore(what.until());
    }

    private CatalogSnapshot load() {
        var faces = catalog.endpoints(EndpointFilter.ALL).stream()
                .filter(Endpoint::enabled)
                .collect(Collectors.groupingBy(
                        Endpoint::serviceId, Collectors.flatMapping(CatalogCache::face, Collectors.toList())));
        var offers = catalog.services(Optional.empty(), Optional.empty()).stream()
                .filter(Service::enabled)
                .map(service -> new Offer(
                        service.id(), service.type(), service.name(), faces.getOrDefault(service.id(), List.of())))
                .toList();
        return new CatalogSnapshot(offers, given());
    }

    private static Stream<Face> face(Endpoint endpoint) {
        return UrlTemplate.parse(endpoint.url()).stream()
                .map(url -> new Face(endpoint.id(), endpoint.face(), endpoint.regionId(), url));
    }

    private Map<String, Set<String>> given() {
        var given = new HashMap<String, Set<String>>();
        catalog.given()
                .forEach(one -> given.computeIfAbsent(one.projectId(), _ -> new HashSet<>())
                        .add(one.endpointId()));
        return given;
    }
}
