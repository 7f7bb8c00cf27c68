package io.virga.image.waste;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.store.ImageStore;
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
    private final ImageStore store;

    WasteCollector(Waste waste, ImageStore store) {
        this.waste = waste;
        this.store = store;
    }

    // In a thread of its own: the user's answer does not wait for the store.
    void begin(@Observes(during = TransactionPhase.AFTER_SUCCESS) Waste.Noted noted) {
        Thread.ofVirtual().name("waste").start(() -> erase(noted.key()));
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void collect() {
        for (var key : waste.oldest(BATCH)) {
            if (!erase(key)) {
                return; // the store is away: the next run tries again
            }
        }
    }

    private boolean erase(String key) {
        try {
            store.discard(key);
            waste.gone(key);
            return true;
        } catch (Unavailable e) {
            log.warnf("%s stays for now: %s", key, e.detail());
            return false;
        }
    }
}
