package io.virga.image.store;

import io.minio.UploadPartResponse;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/// One object on its way in parts: one part is sent while the next one is being received. Memory: two parts.
final class MultipartUpload {

    private static final Logger log = Logger.getLogger(MultipartUpload.class);

    private final S3Connection s3;
    private final String key;
    private final String uploadId;
    private final List<Part> done = new ArrayList<>();
    private CompletableFuture<UploadPartResponse> underWay = CompletableFuture.completedFuture(null);

    MultipartUpload(S3Connection s3, String key) {
        this.s3 = s3;
        this.key = key;
        uploadId = s3.beginMultipart(key);
    }

    /// `first` is a full part that was read from `rest` already, `second` room for another one. Both are free again
    /// when
    /// this returns.
    void send(byte[] first, byte[] second, InputStream rest) throws IOException {
        try {
            var full = first;
            var spare = second;
            var length = first.length;
            while (length > 0) {
                begin(full, length);
                length = rest.readNBytes(spare, 0, spare.length);
                finish();
                var sent = full;
                full = spare;
                spare = sent;
            }
            s3.call(client -> client.completeMultipartUploadAsync(
                    s3.bucket(), null, key, uploadId, done.toArray(Part[]::new), null, null));
        } catch (IOException | RuntimeException e) {
            abort();
            throw e;
        }
    }

    // The SDK hashes a part in the thread that begins it.
    private void begin(byte[] part, int length) {
        var number = done.size() + 1;
        underWay = CompletableFuture.supplyAsync(() -> send(part, length, number), Thread::startVirtualThread)
                .thenCompose(answer -> answer);
    }

    private CompletableFuture<UploadPartResponse> send(byte[] part, int length, int number) {
        return s3.begin(
                client -> client.uploadPartAsync(s3.bucket(), null, key, part, length, uploadId, number, null, null));
    }

    private void finish() {
        var answer = s3.await(underWay);
        done.add(new Part(answer.partNumber(), answer.etag()));
    }

    // A part that arrives after the abort would stay for ever, so the one under way is waited for.
    private void abort() {
        underWay.exceptionally(_ -> null).join();
        try {
            s3.call(client -> client.abortMultipartUploadAsync(s3.bucket(), null, key, uploadId, null, null));
        } catch (RuntimeException e) {
            log.warnf("the parts of %s are left to the collector: %s", key, e.getMessage());
        }
    }
}
