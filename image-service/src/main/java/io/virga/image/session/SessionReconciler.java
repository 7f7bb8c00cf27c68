package io.virga.image.session;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/// Clears up after upload sessions whose image has got its data, was deleted, or waits for it no more. Those that are
/// idle for too long are given up like any upload. May run twice at once.
@ApplicationScoped
class SessionReconciler {

    private final SessionRecords records;

    SessionReconciler(SessionRecords records) {
        this.records = records;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetEnded() {
        records.forgetEnded();
    }
}
