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

    static final Duration LOOK = Duration.ofSeconds(1);

    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Duration silence;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean isClientsTurn;
    private long lastSign = System.nanoTime();

    /// A store that is silent for longer than `silence`, though the client is ready, is given up.
    Relay(HttpClientResponse from, HttpServerResponse to, Duration silence) {
        this.from = from;
        this.to = to;
        this.silence = silence;
    }

    /// Ends when `to` has ended, exceptionally when either side broke off; then nothing comes from the store any more.
    CompletableFuture<Void> start(Vertx vertx) {
        from.exceptionHandler(this::fail);
        from.handler(this::pass);
        from.endHandler(_ -> to.end().onComplete(ended -> {
            if (ended.succeeded()) {
                done.complete(null);
            } else {
                fail(ended.cause());
            }
        }));
        to.exceptionHandler(this::fail);
        to.drainHandler(_ -> {
            sign(false);
            from.resume();
        });
        var timer = vertx.setPeriodic(LOOK.toMillis(), _ -> look());
        from.resume();
        return done.whenComplete((_, _) -> vertx.cancelTimer(timer));
    }

    private void pass(Buffer piece) {
        to.write(piece).onFailure(this::fail);
        sign(to.writeQueueFull());
        if (isClientsTurn) {
            from.pause();
        }
    }

    private void sign(boolean isClientsTurn) {
        this.isClientsTurn = isClientsTurn;
        lastSign = System.nanoTime();
    }

    private void look() {
        if (!isClientsTurn && System.nanoTime() - lastSign > silence.toNanos()) {
            fail(new IOException("the store is silent"));
        }
    }

    private void fail(Throwable cause) {
        if (done.completeExceptionally(cause)) {
            from.request().reset();
        }
    }
}
