package io.virga.web.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// What somebody else knows, as it was when they last answered.
///
/// There is at most one question under way, however many want to know. Nobody waits longer for it than `patience`; an
/// answer that comes later is still learned.
final class Remembered<T> {

    private static final Logger log = Logger.getLogger(Remembered.class);
    private static final Executor ASKING =
            task -> Thread.ofVirtual().name("limits").start(task);

    private final Clock clock;
    private final Duration goodFor;
    private final Duration patience;
    private T value;
    private Instant until = Instant.MIN;
    private CompletableFuture<Void> underway = CompletableFuture.completedFuture(null);

    /// Knows `first` until there was an answer.
    Remembered(T first, Clock clock, Duration goodFor, Duration patience) {
        this.value = first;
        this.clock = clock;
        this.goodFor = goodFor;
        this.patience = patience;
    }

    /// The last answer, after asking again if it is older than it may be. When that fails or takes too long, the last
    /// one
    /// stands for as long as a new one would.
    T get(Supplier<T> question) {
        var answer = ask(question);
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debugf("the limits were not answered: %s", e);
            keep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return value();
    }

    private synchronized CompletableFuture<Void> ask(Supplier<T> question) {
        if (clock.instant().isBefore(until)) {
            return CompletableFuture.completedFuture(null);
        }
        if (underway.isDone()) {
            underway = CompletableFuture.runAsync(() -> learn(question.get()), ASKING);
        }
        return underway;
    }

    private synchronized T value() {
        return value;
    }

    private synchronized void learn(T answer) {
        value = answer;
        keep();
    }

    private synchronized void keep() {
        until = clock.instant().plus(goodFor);
    }
}
