package io.virga.image.waste;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.image.store.Stores;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.jboss.logging.Logger;

/// Erases waste: as soon as it is noted, and again and again until the store has obeyed.
@ApplicationScoped
class WasteCollector {

    private static final Logger log = Logger.getLogger(WasteCollector.class);
    private static final int BATCH = 100;

    private final Waste waste;
    private final Stores stores;
    private final ImageStore store;

    WasteCollector(Waste waste, Stores stores, ImageStore store) {
        this.waste = waste;
        this.stores = stores;
        this.store = store;
    }

    // In a thread of its own: the user's answer does not wait for the store.
    void begin(@Observes(during = TransactionPhase.AFTER_SUCCESS) Waste.Noted noted) {
        Thread.ofVirtual().name("waste").start(() -> erase(noted.place()));
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void collect() {
        for (var name : stores.writable()) {
            for (var place : waste.oldest(name, BATCH)) {
                if (!erase(place)) {
                    break; // the store is away: the next run tries again
                }
            }
        }
    }

    private boolean erase(Place place) {
        try {
            store.discard(place);
            waste.gone(place);
            return true;
        } catch (Unavailable e) {
            log.warnf("%s stays for now: %s", place, e.detail());
            return false;
        }
    }
}
