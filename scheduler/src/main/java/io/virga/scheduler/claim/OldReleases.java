package io.virga.scheduler.claim;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Keeps the table of claims from growing with every instance that ever was. Takes no input but the database and
/// may run anywhere, twice at once.
@ApplicationScoped
class OldReleases {

    private static final Logger log = Logger.getLogger(OldReleases.class);

    private final ClaimService claims;

    OldReleases(ClaimService claims) {
        this.claims = claims;
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        var forgotten = claims.forgetOldReleases();
        log.debugf("%d old releases forgotten", forgotten);
    }
}
