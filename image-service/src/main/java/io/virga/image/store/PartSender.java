package io.virga.image.store;

import io.minio.UploadPartResponse;
import io.virga.model.CloudException.Unavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Sends parts to a store: few at once, because servers hold them in memory, and again when the server has trouble with
/// one.
final class PartSender {

    private static final int MOST_TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// S3's words for "try again".
    private static final Set<String> TROUBLE = Set.of("InternalError", "ServiceUnavailable", "SlowDown");

    private final S3Connection s3;
    private final Semaphore turns;

    PartSender(S3Connection s3, int atOnce) {
        this.s3 = s3;
        turns = new Semaphore(atOnce, true);
    }

    /// Closes `part` before the answer is there, which may be `Unavailable`.
    CompletableFuture<UploadPartResponse> send(String key, String uploadId, int number, Spool.Part part) {
        return CompletableFuture.supplyAsync(
                () -> {
                    turns.acquireUninterruptibly();
                    try (part) {
                        return store(key, uploadId, number, part);
                    } finally {
                        turns.release();
                    }
                },
                Thread::startVirtualThread);
    }

    private UploadPartResponse store(String key, String uploadId, int number, Spool.Part part) {
        for (var tries = 1; ; tries++) {
            try {
                return s3.call(client -> client.uploadPartAsync(
                        s3.bucket(), null, key, part.content(), part.length(), uploadId, number, null, null));
            } catch (Unavailable e) {
                if (tries == MOST_TRIES || !isTrouble(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.multipliedBy(tries).toNanos());
            }
        }
    }

    // Who was silent until the time was up is not waited for once more.
    private static boolean isTrouble(Unavailable refusal) {
        var code = S3Connection.code(refusal);
        return TROUBLE.contains(code)
                || code.isEmpty()
                        && refusal.getCause() instanceof IOException broken
                        && !(broken instanceof InterruptedIOException);
    }
}
