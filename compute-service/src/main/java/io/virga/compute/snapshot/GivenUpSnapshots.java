package io.virga.compute.snapshot;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.image.ImageClient;
import io.virga.compute.image.UploadClient;
import io.virga.model.CloudException;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Deletes the images of snapshots that came to nothing. What does not work now is done in the next round; an
/// image that its owner has protected, or given away, is left to them.
///
/// An image that has become active stays: its owner may have seen it, and counts on it. While the image service proves
/// one whose data is all there, nobody can say which it will be, and that is waited for.
@ApplicationScoped
class GivenUpSnapshots {

    private static final Logger log = Logger.getLogger(GivenUpSnapshots.class);
    private static final int BATCH = 100;

    private final Snapshots snapshots;
    private final ImageClient images;
    private final UploadClient uploads;
    private final Clock clock;

    GivenUpSnapshots(Snapshots snapshots, ImageClient images, UploadClient uploads, Clock clock) {
        this.snapshots = snapshots;
        this.images = images;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void end() {
        QuarkusTransaction.requiringNew()
                .call(() -> snapshots.givenUp(clock.instant(), BATCH))
                .forEach(this::end);
    }

    private void end(Snapshot snapshot) {
        try {
            if (!tryToEnd(snapshot)) {
                return;
            }
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

    private boolean tryToEnd(Snapshot snapshot) {
        var id = snapshot.image();
        var image = images.find(snapshot.behalf(), id).orElseThrow(() -> new NotFound("Image", id));
        return switch (image.status()) {
            case "active", "deactivated" -> true;
            case "saving" -> {
                uploads.abandon(snapshot.behalf(), id);
                yield false;
            }
            default -> {
                images.delete(snapshot.behalf(), id);
                yield true;
            }
        };
    }
}
