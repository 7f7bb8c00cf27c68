package io.virga.image.store;

import com.google.common.collect.ImmutableMultimap;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.messages.Part;
import io.virga.model.CloudException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/// One object that a server copies by itself: in one request when it is no longer than a part, part by part when it is.
///
/// S3 copies up to 5 GiB in one request. Parts are smaller, so that a server that is silent while it copies one has
/// answered before it is taken for dead.
final class S3Copy {

    static final long PART = 1L << 30;

    /// What servers answer that do not know the operation, or may not read the source; `BadDigest` is that of radosgw
    /// 16, which holds the digest of the request's empty body against the part that it has copied.
    private static final Set<String> INABILITY =
            Set.of("NotImplemented", "MethodNotAllowed", "AccessDenied", "BadDigest");

    private static final Logger log = Logger.getLogger(S3Copy.class);

    private final S3Connection s3;
    private final String key;
    private final long part;
    private final Runnable progress;
    private final Runnable waiting;

    /// `progress` is run after each part, `waiting` every few seconds; what they throw ends the copy.
    S3Copy(S3Connection s3, String key, long part, Runnable progress, Runnable waiting) {
        this.s3 = s3;
        this.key = key;
        this.part = part;
        this.progress = progress;
        this.waiting = waiting;
    }

    /// `sourceKey` is one of ours: nothing in it would have to be encoded.
    ///
    /// False when the server cannot copy, or not like that; nothing is there then.
    boolean from(String bucket, String sourceKey, long size) {
        try {
            if (size <= part) {
                inOne(bucket, sourceKey);
            } else {
                inParts("/" + bucket + "/" + sourceKey, size);
            }
            return true;
        } catch (Unavailable e) {
            if (!INABILITY.contains(S3Connection.code(e))) {
                throw e;
            }
            log.infof("the server does not copy %s by itself: %s", key, S3Connection.code(e));
            return false;
        }
    }

    private void inOne(String bucket, String sourceKey) {
        var source = CopySource.builder().bucket(bucket).object(sourceKey).build();
        s3.await(
                s3.begin(client -> client.copyObject(CopyObjectArgs.builder()
                        .bucket(s3.bucket())
                        .object(key)
                        .source(source)
                        .sse(s3.encryption().orElse(null))
                        .build())),
                waiting);
    }

    private void inParts(String source, long size) {
        var upload = s3.beginMultipart(key);
        try {
            var done = new ArrayList<Part>();
            for (long offset = 0; offset < size; offset += part) {
                var range = "bytes=%d-%d".formatted(offset, Math.min(offset + part, size) - 1);
                done.add(part(source, range, upload, done.size() + 1));
                progress.run();
            }
            complete(upload, done);
        } catch (RuntimeException e) {
            abort(upload);
            throw e;
        }
    }

    private Part part(String source, String range, String upload, int number) {
        var headers = ImmutableMultimap.of("x-amz-copy-source", source, "x-amz-copy-source-range", range);
        var answer = s3.await(
                s3.begin(client -> client.uploadPartCopyAsync(s3.bucket(), null, key, upload, number, headers, null)),
                waiting);
        return new Part(number, answer.result().etag());
    }

    private void complete(String upload, List<Part> parts) {
        s3.await(
                s3.begin(client -> client.completeMultipartUploadAsync(
                        s3.bucket(), null, key, upload, parts.toArray(Part[]::new), null, null)),
                waiting);
    }

    private void abort(String upload) {
        try {
            s3.call(client -> client.abortMultipartUploadAsync(s3.bucket(), null, key, upload, null, null));
        } catch (RuntimeException e) {
            log.warnf("the parts of %s are left to the collector: %s", key, e.getMessage());
        }
    }
}
