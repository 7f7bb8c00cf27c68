package io.virga.compute.snapshot;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.image.ImageClient;
import io.virga.model.CloudException;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Deletes the images of snapshots that came to nothing. What does not work now is done in the next round; an
/// image that its owner has protected, or given away, is left to them.
@ApplicationScoped
class GivenUpSnapshots {

    private static final Logger log = Logger.getLogger(GivenUpSnapshots.class);
    private static final int BATCH = 100;

    private final Snapshots snapshots;
    private final ImageClient images;
    private final Clock clock;

    GivenUpSnapshots(Snapshots snapshots, ImageClient images, Clock clock) {
        this.snapshots = snapshots;
        this.images = images;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void delete() {
        QuarkusTransaction.requiringNew()
                .call(() -> snapshots.givenUp(clock.instant(), BATCH))
                .forEach(this::delete);
    }

    private void delete(Snapshot snapshot) {
        try {
            images.delete(snapshot.behalf(), snapshot.image());
        } catch (NotFound gone) {
            log.debugf("image %s is gone already", snapshot.image());
        } catch (Unavailable later) {
            log.infof("image %s stays for now: %s", snapshot.image(), later.getMessage());
            return;
        } catch (CloudException refused) {
            log.warnf("image %s of a snapshot that failed stays: %s", snapshot.image(), refused.getMessage());
        }
        QuarkusTransaction.requiringNew().run(() -> snapshots.forget(snapshot));
    }
}
