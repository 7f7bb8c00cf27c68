package io.virga.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditEvent.Initiator;
import io.virga.contract.audit.AuditEvent.Observer;
import io.virga.contract.audit.AuditEvent.Outcome;
import io.virga.contract.audit.AuditEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private final List<List<AuditEvent>> committed = new CopyOnWriteArrayList<>();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final Semaphore commits = new Semaphore(0);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private volatile boolean broken;
    private AuditLog log;

    // The database: each batch waits for its turn, and is refused while broken.
    private void commit(List<AuditEvent> batch) {
        writing.countDown();
        commits.acquireUninterruptibly();
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
        committed.add(batch);
    }

    private void open(Duration patience) {
        log = new AuditLog(this::commit, metrics, patience);
        log.start(new StartupEvent());
    }

    @AfterEach
    void close() {
        broken = false;
        commits.release(1_000_000);
        log.stop(new ShutdownEvent());
    }

    @Test
    void aKeptRecordIsCommittedBeforeItsCallerGoesOn() throws Exception {
        open(Duration.ofMinutes(1));
        var keeping = CompletableFuture.supplyAsync(() -> log.keep(event()));
        writing.await();
        assertThat(keeping).isNotDone();
        commits.release();
        assertThat(keeping.get()).isTrue();
        assertThat(committed).hasSize(1);
    }

    @Test
    void whatComesDuringACommitGoesTogetherInTheNext() throws Exception {
        open(Duration.ofMinutes(1));
        var first = keepInBackground(1);
        writing.await();
        var others = keepInBackground(30);
        while (metrics.get("virga_audit_waiting").gauge().value() < 30) {
            Thread.onSpinWait();
        }
        commits.release(2);
        allTrue(first);
        allTrue(others);
        assertThat(committed).extracting(List::size).containsExactly(1, 30);
    }

    @Test
    void aNoteDoesNotWaitAndArrivesInOrder() {
        open(Duration.ofMinutes(1));
        var events = List.of(event(), event(), event());
        events.forEach(log::note);
        commits.release(10);
        log.stop(new ShutdownEvent());
        assertThat(committed.stream().flatMap(List::stream)).containsExactlyElementsOf(events);
    }

    @Test
    void withTheDatabaseAwayNothingIsAcknowledgedAndNothingKeptIsForgotten() {
        broken = true;
        commits.release(1_000);
        open(Duration.ofMillis(50));
        var event = event();
        assertThat(log.keep(event)).isFalse();

        broken = false;
        log.stop(new ShutdownEvent());
        assertThat(committed.stream().flatMap(List::stream)).containsExactly(event);
    }

    @Test
    void readsAreDroppedAndCountedBeforeTheyTakeTheRoomOfChanges() throws Exception {
        open(Duration.ofMinutes(1));
        log.note(event());
        writing.await();
        for (var i = 0; i < AuditQueue.CAPACITY / 2 + 7; i++) {
            log.note(event());
        }
        assertThat(metrics.counter("virga_audit_dropped").count()).isEqualTo(7);
        var kept = keepInBackground(1);
        commits.release(1_000);
        allTrue(kept);
    }

    private List<CompletableFuture<Boolean>> keepInBackground(int count) {
        var keeping = new ArrayList<CompletableFuture<Boolean>>();
        for (var i = 0; i < count; i++) {
            var future = new CompletableFuture<Boolean>();
            Thread.ofVirtual().start(() -> future.complete(log.keep(event())));
            keeping.add(future);
        }
        return keeping;
    }

    private static void allTrue(List<CompletableFuture<Boolean>> results)
            throws InterruptedException, ExecutionException {
        for (var result : results) {
            assertThat(result.get()).isTrue();
        }
    }

    private static AuditEvent event() {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.EPOCH,
                "create",
                Outcome.SUCCESS,
                new Initiator("u", null, null, null, null, null, null, null, null),
                null,
                Observer.service("test"),
                Reason.http(200, null),
                null);
    }
}
