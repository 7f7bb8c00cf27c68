package io.virga.image.importing;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.importing.ImportRecords.Work;
import io.virga.model.CloudException;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Carries imports out: as soon as they are ordered, and those that a dead process has left when their lease is over.
/// May run in several processes at once.
@ApplicationScoped
class ImportWorker {

    private static final Logger log = Logger.getLogger(ImportWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ImportRecords records;
    private final ImportSteps steps;
    private final Map<ImportKind, Semaphore> free = new EnumMap<>(ImportKind.class);

    ImportWorker(ImportRecords records, ImportSteps steps, ImageConfig config) {
        this.records = records;
        this.steps = steps;
        free.put(ImportKind.DOWNLOAD, new Semaphore(config.webDownload().atOnce()));
        free.put(ImportKind.PROOF, new Semaphore(config.stagedImport().atOnce()));
        free.put(ImportKind.COPY, new Semaphore(config.copies().atOnce()));
    }

    // In a thread of its own: the user's answer does not wait for the data.
    void begin(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportOrders.Ordered ordered) {
        start(ordered.kind());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void lookForLeftOver() {
        free.keySet().forEach(this::start);
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetExpired() {
        records.forgetExpired();
    }

    private void start(ImportKind kind) {
        if (free.get(kind).tryAcquire()) {
            Thread.ofVirtual().name("import").start(() -> workWhileThereIsSome(kind));
        }
    }

    private void workWhileThereIsSome(ImportKind kind) {
        try {
            for (var work = records.next(kind); work.isPresent(); work = records.next(kind)) {
                start(kind);
                carryOut(work.get());
            }
        } catch (RuntimeException e) {
            log.warnf(e, "imports wait");
        } finally {
            free.get(kind).release();
        }
    }

    private void carryOut(Work work) {
        try {
            if (records.finish(work, steps.content(work))) {
                start(ImportKind.COPY);
            }
        } catch (Unavailable e) {
            log.warnf("image %s: the import waits: %s", work.image(), e.detail());
            records.putOff(work, PAUSE, e.getMessage());
        } catch (TooManyRequests e) {
            log.infof("image %s: the import waits: %s", work.image(), e.getMessage());
            records.queue(work, Duration.ofSeconds(e.seconds()));
        } catch (CloudException e) {
            log.infof("image %s: not imported: %s", work.image(), e.getMessage());
            records.fail(work, e.getMessage());
        } catch (RuntimeException | IOException e) {
            log.errorf(e, "image %s: not imported", work.image());
            records.fail(work, "The import failed.");
        }
    }
}
