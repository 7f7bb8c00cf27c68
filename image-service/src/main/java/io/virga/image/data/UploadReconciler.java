package io.virga.image.data;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Stores;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Ends uploads that nobody carries on, and erases stored bytes that no image knows. Takes no input but the database
/// and the store; may run twice at once.
@ApplicationScoped
class UploadReconciler {

    private static final Logger log = Logger.getLogger(UploadReconciler.class);
    private static final int BATCH = 100;

    private final UploadRecords records;
    private final Orphans orphans;
    private final Stores stores;
    private final ImageStore store;
    private final ImageConfig config;
    private final Clock clock;

    UploadReconciler(
            UploadRecords records, Orphans orphans, Stores stores, ImageStore store, ImageConfig config, Clock clock) {
        this.records = records;
        this.orphans = orphans;
        this.stores = stores;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void giveUpOverdue() {
        records.giveUpOverdue(BATCH).forEach(id -> log.warnf("image %s: the upload did not end in time", id));
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        var time = clock.instant().minus(config.upload().orphanAge());
        for (var name : stores.writable()) {
            try {
                store.eachOlderThan(name, time, orphans::note);
            } catch (Unavailable e) {
                log.warnf("no sweep of the store %s this time: %s", name, e.detail());
            }
        }
    }
}
