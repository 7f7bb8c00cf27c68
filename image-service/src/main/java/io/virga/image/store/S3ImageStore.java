package io.virga.image.store;

import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.http.Method;
import io.minio.messages.Upload;
import io.virga.image.ImageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Images in an S3 bucket. What fits in one part goes up in one request, anything longer as a multipart upload.
@ApplicationScoped
class S3ImageStore implements ImageStore {

    private static final int MOST_PARTS = 10_000;
    private static final int BATCH = 500;

    /// Up to here no upload needs a part of memory.
    private static final int SMALL = 64 << 10;

    private final S3Connection s3;
    private final UploadMemory memory;
    private final int partSize;

    S3ImageStore(S3Connection s3, UploadMemory memory, ImageConfig config) {
        this.s3 = s3;
        this.memory = memory;
        partSize = Math.toIntExact(config.s3().partSize().asLongValue());
        var largest = config.upload().maxSize().asLongValue();
        if ((long) partSize * MOST_PARTS < largest) {
            throw new IllegalStateException(
                    "image.s3.part-size is too small for image.upload.max-size: set it to %d or more"
                            .formatted(Math.ceilDiv(largest, MOST_PARTS)));
        }
    }

    @Override
    public void write(String key, InputStream content) throws IOException {
        var beginning = content.readNBytes(SMALL);
        if (beginning.length < SMALL) {
            put(key, beginning, beginning.length);
            return;
        }
        try (var _ = memory.take()) {
            var first = Arrays.copyOf(beginning, partSize);
            var length = SMALL + content.readNBytes(first, SMALL, partSize - SMALL);
            if (length == partSize) {
                new MultipartUpload(s3, key).send(first, content);
            } else {
                put(key, first, length);
            }
        }
    }

    private void put(String key, byte[] bytes, int length) {
        s3.call(client -> client.putObject(PutObjectArgs.builder().bucket(s3.bucket()).object(key).stream(
                        new ByteArrayInputStream(bytes, 0, length), length, -1)
                .build()));
    }

    @Override
    public Multipart multipart() {
        return new S3Multipart(s3, memory, partSize);
    }

    @Override
    public InputStream read(String key, long offset, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return s3.call(client -> client.getObject(GetObjectArgs.builder()
                .bucket(s3.bucket())
                .object(key)
                .offset(offset)
                .length(length)
                .build()));
    }

    @Override
    public URI downloadUrl(String key, Duration validity) {
        return URI.create(s3.direct(client -> client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(s3.bucket())
                .object(key)
                .expiry(Math.toIntExact(validity.toSeconds()), TimeUnit.SECONDS)
                .build())));
    }

    @Override
    public void discard(String key) {
        s3.call(client -> client.removeObject(
                RemoveObjectArgs.builder().bucket(s3.bucket()).object(key).build()));
        unfinished(key).stream()
                .filter(upload -> upload.objectName().equals(key))
                .forEach(this::abort);
    }

    private List<Upload> unfinished(String prefix) {
        return s3.call(client -> client.listMultipartUploadsAsync(
                        s3.bucket(), null, null, null, null, null, prefix, null, null, null))
                .result()
                .uploads();
    }

    private void abort(Upload upload) {
        s3.call(client -> client.abortMultipartUploadAsync(
                s3.bucket(), null, upload.objectName(), upload.uploadId(), null, null));
    }

    @Override
    public void eachOlderThan(Instant time, Consumer<List<String>> batch) {
        var keys = new ArrayList<String>();
        var items = s3.direct(client -> client.listObjects(
                ListObjectsArgs.builder().bucket(s3.bucket()).recursive(true).build()));
        for (var result : items) {
            var item = s3.direct(_ -> result.get());
            if (item.lastModified().toInstant().isBefore(time)) {
                keys.add(item.objectName());
            }
            if (keys.size() == BATCH) {
                batch.accept(List.copyOf(keys));
                keys.clear();
            }
        }
        unfinished(null).stream()
                .filter(upload -> upload.initiated().toInstant().isBefore(time))
                .map(Upload::objectName)
                .forEach(keys::add);
        batch.accept(List.copyOf(keys));
    }
}
