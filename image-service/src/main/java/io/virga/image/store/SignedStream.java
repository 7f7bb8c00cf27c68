package io.virga.image.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/// Reads objects by signed URLs on the event loop, for whoever passes them on there.
final class SignedStream {

    private static final int PARTIAL = 206;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final HttpClient client;

    SignedStream(Vertx vertx, HttpClientOptions settings) {
        this.vertx = vertx;
        client = vertx.createHttpClient(settings);
    }

    /// `length` bytes, at least one, from `offset` on, paused; handled by the event loop of the request that is being
    /// answered. `IOException` when the server has something else to say, or nothing for a minute.
    HttpClientResponse range(URI url, long offset, long length) throws IOException {
        var request = new RequestOptions()
                .setAbsoluteURI(url.toString())
                .putHeader("Range", "bytes=%d-%d".formatted(offset, offset + length - 1));
        var answer = Promise.<HttpClientResponse>promise();
        loop().runOnContext(_ -> Future.succeededFuture()
                .compose(_ -> client.request(request))
                .compose(this::send)
                .compose(found -> required(found, length))
                .onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException told ? told : new IOException(e.getCause());
        }
    }

    // A time-out of the client's would count the time that the reader takes, too.
    private Future<HttpClientResponse> send(HttpClientRequest request) {
        var silent = vertx.setTimer(SILENCE.toMillis(), _ -> request.reset());
        return request.send().onComplete(_ -> vertx.cancelTimer(silent));
    }

    // A connection belongs to the loop that opened it; from any other each piece would have to be handed over.
    private Context loop() {
        var current = Vertx.currentContext();
        return current == null ? vertx.getOrCreateContext() : current;
    }

    private static Future<HttpClientResponse> required(HttpClientResponse answer, long length) {
        if (answer.statusCode() == PARTIAL && Long.toString(length).equals(answer.getHeader("Content-Length"))) {
            answer.pause();
            return Future.succeededFuture(answer);
        }
        answer.request().reset();
        return Future.failedFuture(
                new IOException("the server answered " + answer.statusCode() + " instead of " + length + " bytes"));
    }
}
