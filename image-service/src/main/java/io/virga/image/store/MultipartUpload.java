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

    /// Besides the part that is received.
    static final int MOST_UNDER_WAY = 2;

    private final S3Connection s3;
    private final String key;
    private final Spool spool;
    private final int partSize;
    private final String uploadId;
    private final List<Part> done = new ArrayList<>();
    private final Queue<CompletableFuture<UploadPartResponse>> underWay = new ArrayDeque<>();

    MultipartUpload(S3Connection s3, String key, Spool spool, int partSize) {
        this.s3 = s3;
        this.key = key;
        this.spool = spool;
        this.partSize = partSize;
        uploadId = s3.beginMultipart(key);
    }

    /// `content` must not be empty. Nothing is left of it when this throws.
    void send(InputStream content) throws IOException {
        try {
            for (var number = 1; sendNext(content, number); number++) {
                if (underWay.size() > MOST_UNDER_WAY) {
                    finishOne();
                }
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

    /// False when there was nothing more to send.
    private boolean sendNext(InputStream content, int number) throws IOException {
        var part = spool.open();
        try {
            part.fill(content, partSize);
        } catch (IOException | RuntimeException | Error e) {
            part.close();
            throw e;
        }
        if (part.length() == 0) {
            part.close();
            return false;
        }
        underWay.add(s3.parts().send(key, uploadId, number, part));
        return true;
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
