package io.virga.compute.operation;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Carries operations out, each by one thread at a time in all processes, and repeats what fails for the moment.
///
/// A wake-up is only a hint: the timer finds every operation that is due, also those of a process that died.
@ApplicationScoped
class OperationRunner {

    private static final Logger log = Logger.getLogger(OperationRunner.class);
    private static final int AT_ONCE = 32;
    private static final int BATCH = 200;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Provider<Operations> operations;
    private final Map<String, Procedure> procedures;
    private final TransactionSynchronizationRegistry transactions;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<InstanceId, Boolean> running = new ConcurrentHashMap<>();

    OperationRunner(
            Provider<Operations> operations,
            @All List<Procedure> procedures,
            TransactionSynchronizationRegistry transactions,
            Clock clock) {
        this.operations = operations;
        this.procedures = procedures.stream().collect(Collectors.toMap(Procedure::kind, Function.identity()));
        this.transactions = transactions;
        this.clock = clock;
    }

    void onStop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    void wakeAfterCommit(InstanceId instance) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // everything happens after the commit
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    wake(instance);
                }
            }
        });
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void wakeDue() {
        QuarkusTransaction.requiringNew()
                .call(() -> operations.get().due(clock.instant(), BATCH))
                .forEach(this::wake);
    }

    // The value says whether somebody asked for another round while one was under way.
    private void wake(InstanceId instance) {
        if (running.merge(instance, false, (_, _) -> true)) {
            return;
        }
        try {
            threads.execute(() -> work(instance));
        } catch (RejectedExecutionException stopping) {
            running.remove(instance);
        }
    }

    private void work(InstanceId instance) {
        turns.acquireUninterruptibly();
        try {
            do {
                running.put(instance, false);
                advance(instance);
            } while (!running.remove(instance, false));
        } catch (RuntimeException failure) {
            running.remove(instance);
            log.warnf(failure, "instance %s: its operation pauses", instance);
        } finally {
            turns.release();
        }
    }

    private void advance(InstanceId instance) {
        var holder = UUID.randomUUID();
        var leased = QuarkusTransaction.requiringNew().call(() -> lease(instance, holder));
        if (leased.isEmpty()) {
            return;
        }
        var operation = leased.get();
        MDC.put("requestId", operation.requestId());
        try {
            carryOn(operation, holder);
        } catch (Superseded gone) {
            log.debugf("instance %s: %s", instance, gone.getMessage());
            QuarkusTransaction.requiringNew().run(() -> letGo(operation, holder, Duration.ZERO));
            running.computeIfPresent(instance, (_, _) -> true);
        } catch (RuntimeException transientFailure) {
            pause(operation, holder, transientFailure);
        } finally {
            MDC.remove("requestId");
        }
    }

    private Optional<Operation> lease(InstanceId instance, UUID holder) {
        var now = clock.instant();
        var free = operations.get().lock(instance).filter(found -> !found.leasedToAnother(now));
        free.ifPresent(operation -> operation.leaseTo(holder, now.plus(LEASE)));
        return free;
    }

    private void carryOn(Operation operation, UUID holder) {
        var procedure = procedures.get(operation.kind());
        var journal = new RowJournal(operations.get(), clock, LEASE, operation, holder);
        switch (procedure.advance(operation, journal)) {
            case Workflow.Outcome.Finished _ ->
                end(
                        operation,
                        same -> {
                            procedure.finished(same);
                            return false;
                        },
                        holder);
            case Workflow.Outcome.Undone _ -> end(operation, procedure::undone, holder);
            case Workflow.Outcome.Waiting(var step) ->
                QuarkusTransaction.requiringNew().run(() -> letGo(operation, holder, procedure.patience(step)));
        }
    }

    private void end(Operation operation, Predicate<Operation> last, UUID holder) {
        QuarkusTransaction.requiringNew().run(() -> {
            var same = operations.get().lockSame(operation.instance(), operation.id());
            if (last.test(same)) {
                same.release(holder);
                wakeAfterCommit(operation.instance());
            } else {
                operations.get().remove(same);
            }
        });
    }

    // Whoever has woken the operation in the meantime has made it due earlier, and that stands.
    private void letGo(Operation leased, UUID holder, Duration pause) {
        operations.get().lock(leased.instance()).ifPresent(operation -> {
            operation.release(holder);
            if (operation.dueAt().equals(leased.dueAt())) {
                operation.dueAt(clock.instant().plus(pause));
            }
        });
    }

    private void pause(Operation operation, UUID holder, RuntimeException failure) {
        if (failure instanceof CloudException known) {
            log.infof("instance %s: %s %s", operation.instance(), known.getMessage(), known.detail());
        } else {
            log.warnf(failure, "instance %s: %s stumbled, and goes on later", operation.instance(), operation.kind());
        }
        QuarkusTransaction.requiringNew()
                .run(() -> operations.get().lock(operation.instance()).ifPresent(found -> {
                    found.failedOnce();
                    found.release(holder);
                    found.dueAt(clock.instant().plus(pauseAfter(found.tries())));
                }));
    }

    private static Duration pauseAfter(int tries) {
        var pause = Duration.ofMillis(250L << Math.min(tries, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
