package io.virga.image.store;

import io.minio.UploadPartResponse;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/// One object on its way in parts: while one is being received, those before it are sent and stored.
final class MultipartUpload {

    private static final Logger log = Logger.getLogger(MultipartUpload.class);

    private final S3Connection s3;
    private final String key;
    private final String uploadId;
    private final List<Part> done = new ArrayList<>();
    private final Queue<CompletableFuture<UploadPartResponse>> underWay = new ArrayDeque<>();

    MultipartUpload(S3Connection s3, String key) {
        this.s3 = s3;
        this.key = key;
        uploadId = s3.beginMultipart(key);
    }

    /// The first of `parts`, at least two, is full of what was read from `rest` already. All of them are free again
    /// when this returns.
    void send(List<byte[]> parts, InputStream rest) throws IOException {
        try {
            var length = parts.getFirst().length;
            for (var number = 1; length > 0; number++) {
                begin(parts.get((number - 1) % parts.size()), length, number);
                if (underWay.size() == parts.size()) {
                    finishOne();
                }
                var next = parts.get(number % parts.size());
                length = rest.readNBytes(next, 0, next.length);
            }
            while (!underWay.isEmpty()) {
                finishOne();
            }
            s3.call(client -> client.completeMultipartUploadAsync(
                    s3.bucket(), null, key, uploadId, done.toArray(Part[]::new), null, null));
        } catch (IOException | RuntimeException | Error e) {
            abort();
            throw e;
        }
    }

    // The SDK hashes a part in the thread that begins it.
    private void begin(byte[] part, int length, int number) {
        underWay.add(CompletableFuture.supplyAsync(() -> send(part, length, number), Thread::startVirtualThread)
                .thenCompose(answer -> answer));
    }

    private CompletableFuture<UploadPartResponse> send(byte[] part, int length, int number) {
        return s3.begin(
                client -> client.uploadPartAsync(s3.bucket(), null, key, part, length, uploadId, number, null, null));
    }

    private void finishOne() {
        var answer = s3.await(underWay.element());
        underWay.remove();
        done.add(new Part(answer.partNumber(), answer.etag()));
    }

    // A part that arrives after the abort would stay for ever, so those under way are waited for.
    private void abort() {
        underWay.forEach(part -> part.exceptionally(_ -> null).join());
        try {
            s3.call(client -> client.abortMultipartUploadAsync(s3.bucket(), null, key, uploadId, null, null));
        } catch (RuntimeException e) {
            log.warnf("the parts of %s are left to the collector: %s", key, e.getMessage());
        }
    }
}
