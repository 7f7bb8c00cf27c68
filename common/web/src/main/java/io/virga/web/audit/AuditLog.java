package io.virga.web.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.contract.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Takes the records of this process's calls and has one thread write them, many in one transaction: while one
/// batch is being committed the next one gathers.
///
/// A record that is `kept` is stored when the call returns. One that is only `noted` costs its caller nothing; it is
/// stored soon after, or dropped and counted when the database is away for long.
@ApplicationScoped
public class AuditLog {

    private static final Logger log = Logger.getLogger(AuditLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Consumer<List<AuditEvent>> store;
    private final AuditQueue queue = new AuditQueue();
    private final Counter dropped;
    private final Timer waits;
    private final Duration patience;
    private volatile boolean running = true;
    private boolean away;
    private Thread writer;

    @Inject
    AuditLog(AuditStore store, MeterRegistry metrics) {
        this(store::write, metrics, PATIENCE);
    }

    AuditLog(Consumer<List<AuditEvent>> store, MeterRegistry metrics, Duration patience) {
        this.store = store;
        this.patience = patience;
        dropped = metrics.counter("virga_audit_dropped");
        waits = metrics.timer("virga_audit_wait");
        metrics.gauge("virga_audit_waiting", queue, AuditQueue::size);
    }

    /// Stores the record, and returns when it is committed. False when that took too long: then it is stored later, if
    /// this process lives.
    boolean keep(AuditEvent event) {
        return waits.record(() -> keepAndWait(event));
    }

    private boolean keepAndWait(AuditEvent event) {
        var written = new CompletableFuture<Void>();
        try {
            if (!queue.put(new AuditQueue.Entry(event, written), patience)) {
                dropped.increment();
                return false;
            }
            written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// Stores the record soon, without making anybody wait.
    void note(AuditEvent event) {
        if (!queue.offer(new AuditQueue.Entry(event, null))) {
            dropped.increment();
        }
    }

    void start(@Observes StartupEvent event) {
        writer = Thread.ofVirtual().name("audit-log").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        queue.wake();
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running || queue.size() > 0) {
                var batch = queue.take(() -> running);
                if (!batch.isEmpty() && !write(batch)) {
                    queue.putBack(batch);
                    if (!running) {
                        return;
                    }
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(List<AuditQueue.Entry> batch) {
        try {
            store.accept(batch.stream().map(AuditQueue.Entry::event).toList());
            away = false;
            batch.forEach(AuditQueue.Entry::acknowledge);
            return true;
        } catch (RuntimeException e) {
            if (!away) {
                log.warnf("audit records wait in memory: %s", e.getMessage());
            }
            away = true;
            return false;
        }
    }
}
