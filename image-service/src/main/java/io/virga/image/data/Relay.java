package io.virga.image.data;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Passes bytes of a store on to a client, as fast as that takes them. All of it happens on their event loop, so that
/// no thread is woken for a piece.
final class Relay {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /// As much waits for the client.
    private static final int QUEUE = 256 << 10;

    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final long length;
    private final Duration patience;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean isClientsTurn;
    private long turnBegan = System.nanoTime();

    /// Of `length` bytes, which is said with the first of them: until then `to` is as it was, and may become another
    /// answer. Whoever keeps the other waiting for longer than `patience` is given up.
    Relay(HttpClientResponse from, HttpServerResponse to, long length, Duration patience) {
        this.from = from;
        this.to = to;
        this.length = length;
        this.patience = patience;
    }

    /// When `to` has ended, exceptionally when either side broke off; then nothing comes from the store any more.
    CompletableFuture<Void> ended() {
        return ended;
    }

    /// On the event loop.
    void start(Vertx vertx) {
        var timer = vertx.setPeriodic(LOOK.toMillis(), _ -> look());
        ended.whenComplete((_, _) -> vertx.cancelTimer(timer));
        try {
            listen();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void listen() {
        from.exceptionHandler(this::fail);
        from.handler(this::pass);
        from.endHandler(_ -> {
            turn(true);
            to.end().onSuccess(ended::complete).onFailure(this::fail);
        });
        to.setWriteQueueMaxSize(QUEUE);
        to.exceptionHandler(this::fail);
        to.drainHandler(_ -> {
            turn(false);
            from.resume();
        });
        from.resume();
    }

    private void pass(Buffer piece) {
        try {
            if (!to.headWritten()) {
                to.putHeader("Content-Length", Long.toString(length));
            }
            to.write(piece).onFailure(this::fail);
            turn(to.writeQueueFull());
        } catch (RuntimeException e) {
            fail(e);
        }
        if (isClientsTurn) {
            from.pause();
        }
    }

    private void turn(boolean isClientsTurn) {
        this.isClientsTurn = isClientsTurn;
        turnBegan = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - turnBegan > patience.toNanos()) {
            fail(new IOException(isClientsTurn ? "the client does not read" : "the store is silent"));
        }
    }

    private void fail(Throwable cause) {
        if (ended.completeExceptionally(cause)) {
            from.request().reset();
        }
    }
}
