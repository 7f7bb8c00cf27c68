package io.virga.image.importing;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.convert.Conversion;
import io.virga.image.data.Intake;
import io.virga.image.data.Lease;
import io.virga.image.fetch.WebSource;
import io.virga.image.image.Content;
import io.virga.image.importing.ImportRecords.Step;
import io.virga.image.importing.ImportRecords.Work;
import io.virga.image.session.Completion;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Carries imports out: as soon as they are ordered, and those that a dead process has left when their lease is over.
/// May run in several processes at once.
@ApplicationScoped
class ImportWorker {

    private static final Logger log = Logger.getLogger(ImportWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ImportRecords records;
    private final Intake intake;
    private final WebSource web;
    private final Completion sessions;
    private final Conversion conversion;
    private final Clock clock;
    private final Semaphore free;

    ImportWorker(
            ImportRecords records,
            Intake intake,
            WebSource web,
            Completion sessions,
            Conversion conversion,
            ImageConfig config,
            Clock clock) {
        this.records = records;
        this.intake = intake;
        this.web = web;
        this.sessions = sessions;
        this.conversion = conversion;
        this.clock = clock;
        free = new Semaphore(config.webDownload().atOnce());
    }

    // In a thread of its own: the user's answer does not wait for the data.
    void begin(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportService.Ordered ordered) {
        start();
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void lookForLeftOver() {
        start();
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetExpired() {
        records.forgetExpired();
    }

    private void start() {
        if (free.tryAcquire()) {
            Thread.ofVirtual().name("import").start(this::workWhileThereIsSome);
        }
    }

    private void workWhileThereIsSome() {
        try {
            for (var work = records.next(); work.isPresent(); work = records.next()) {
                start();
                carryOut(work.get());
            }
        } catch (RuntimeException e) {
            log.warnf(e, "imports wait");
        } finally {
            free.release();
        }
    }

    private void carryOut(Work work) {
        try {
            records.finish(work, content(work, work.step()));
        } catch (Unavailable e) {
            log.warnf("image %s: the import waits: %s", work.image(), e.detail());
            records.putOff(work, PAUSE);
        } catch (CloudException e) {
            log.infof("image %s: not imported: %s", work.image(), e.getMessage());
            records.fail(work, e.getMessage());
        } catch (RuntimeException | IOException e) {
            log.errorf(e, "image %s: not imported", work.image());
            records.fail(work, "The import failed.");
        }
    }

    private Content content(Work work, Step step) throws IOException {
        return switch (step) {
            case Step.Prove(var staged) -> intake.prove(staged, work.place(), work.declared(), lease(work));
            case Step.Assemble(var assembly) -> sessions.assemble(assembly, work.declared(), lease(work));
            case Step.Fetch(var uri) -> {
                try (var data = web.open(uri)) {
                    yield intake.take(data, records.room(work), work.place(), work.declared(), lease(work));
                }
            }
            case Step.Convert convert -> converted(work, convert);
        };
    }

    private Content converted(Work work, Step.Convert step) throws IOException {
        var source = new Conversion.Source(work.place(), content(work, step.first()), work.declared());
        return conversion.convert(source, step.format(), step.to(), records.room(work), lease(work));
    }

    /// Keeps the work ours while its bytes come.
    private Lease lease(Work work) {
        return new Lease(clock, ImportRecords.LEASE, () -> records.extend(work));
    }
}
