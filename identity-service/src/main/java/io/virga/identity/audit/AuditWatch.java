package io.virga.identity.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Signs the chain's head every minute, and once a day verifies all of it and forgets what is older than the
/// retention.
///
/// Nothing is signed, and nothing forgotten, on top of a chain that does not hold: the evidence stays.
@ApplicationScoped
class AuditWatch {

    private static final Logger log = Logger.getLogger(AuditWatch.class);

    private final AuditService audit;
    private final Links links;
    private final Checkpoints checkpoints;
    private final CheckpointKey key;
    private final AuditConfig config;
    private final AtomicInteger broken;

    AuditWatch(
            AuditService audit,
            Links links,
            Checkpoints checkpoints,
            CheckpointKey key,
            AuditConfig config,
            MeterRegistry metrics) {
        this.audit = audit;
        this.links = links;
        this.checkpoints = checkpoints;
        this.key = key;
        this.config = config;
        broken = metrics.gauge("virga_audit_chain_broken", new AtomicInteger());
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void signHead() {
        var latest = checkpoints.latest();
        if (latest.isPresent() && !holds(latest.get())) {
            alarm("its last signed checkpoint, at record " + latest.get().sequence() + ", does not hold");
            return;
        }
        var head = audit.checkpoint();
        if (latest.isEmpty() || head.checkpoint().sequence() > latest.get().sequence()) {
            checkpoints.save(head);
        }
    }

    private boolean holds(Checkpoints.Stored stored) {
        var position = key.verified(stored.signed()).map(Checkpoint::position);
        return position.isPresent()
                && (position.get().sequence() == 0
                        || position.equals(links.at(position.get().sequence())));
    }

    @Scheduled(every = "24h", delayed = "15m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void verifyAndForget() {
        var verdict = audit.verify(Optional.empty());
        verdict.broken()
                .ifPresentOrElse(
                        found -> alarm("record %d: %s".formatted(found.sequence(), found.reason())), this::forgetOld);
    }

    private void forgetOld() {
        broken.set(0);
        config.retention().ifPresent(audit::forgetOlderThan);
    }

    private void alarm(String what) {
        broken.set(1);
        log.errorf("the audit log is not whole: %s", what);
    }
}
