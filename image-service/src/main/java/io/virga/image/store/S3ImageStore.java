package io.virga.image.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.http.Method;
import io.minio.messages.Upload;
import io.vertx.core.http.HttpClientResponse;
import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Images in the buckets of S3 servers.
@ApplicationScoped
class S3ImageStore implements ImageStore {

    private static final int BATCH = 500;
    private static final Duration NOW = Duration.ofMinutes(1);

    /// Up to here no part is needed.
    private static final int SMALL = 64 << 10;

    private final S3Connections connections;
    private final Spool spool;
    private final MeterRegistry metrics;
    private final int partSize;

    S3ImageStore(S3Connections connections, Spool spool, ImageConfig config, MeterRegistry metrics) {
        this.connections = connections;
        this.spool = spool;
        this.metrics = metrics;
        partSize = Math.toIntExact(config.upload().partSize().asLongValue());
    }

    @Override
    public void write(Place place, InputStream content) throws IOException {
        var s3 = connections.of(place.store());
        var beginning = content.readNBytes(SMALL);
        if (beginning.length < SMALL) {
            put(s3, place.key(), beginning);
            return;
        }
        new MultipartUpload(s3, place.key(), spool, partSize)
                .send(new SequenceInputStream(new ByteArrayInputStream(beginning), content));
    }

    private static void put(S3Connection s3, String key, byte[] bytes) {
        s3.call(client -> client.putObject(PutObjectArgs.builder().bucket(s3.bucket()).object(key).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                .sse(s3.encryption().orElse(null))
                .build()));
    }

    @Override
    public Multipart multipart() {
        return new S3Multipart(connections, spool, partSize);
    }

    @Override
    public InputStream read(Place place, long offset, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return connections.of(place.store()).read(downloadUrl(place, NOW), offset, length);
    }

    @Override
    public HttpClientResponse stream(Place place, long offset, long length) {
        return connections.of(place.store()).stream(downloadUrl(place, NOW), offset, length);
    }

    @Override
    public URI downloadUrl(Place place, Duration validity) {
        var s3 = connections.of(place.store());
        return URI.create(s3.direct(client -> client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(s3.bucket())
                .object(place.key())
                .expiry(Math.toIntExact(validity.toSeconds()), TimeUnit.SECONDS)
                .build())));
    }

    @Override
    public boolean has(Place place) {
        try {
            var s3 = connections.of(place.store());
            s3.call(client -> client.statObject(StatObjectArgs.builder()
                    .bucket(s3.bucket())
                    .object(place.key())
                    .build()));
            return true;
        } catch (Unavailable e) {
            return false;
        }
    }

    @Override
    public boolean copiesItself(Place from, Place to) {
        return connections.of(to.store()).isBesides(connections.of(from.store()));
    }

    @Override
    public boolean copy(Place from, Place to, long size, Runnable progress, Runnable waiting) {
        var source = connections.of(from.store());
        return new S3Copy(connections.of(to.store()), to.key(), S3Copy.PART, progress, waiting)
                .from(source.bucket(), from.key(), size);
    }

    @Override
    public void discard(Place place) {
        var s3 = connections.of(place.store());
        s3.call(client -> client.removeObject(RemoveObjectArgs.builder()
                .bucket(s3.bucket())
                .object(place.key())
                .build()));
        unfinished(s3, place.key()).stream()
                .filter(upload -> upload.objectName().equals(place.key()))
                .forEach(upload -> abort(place.store(), s3, upload));
    }

    private static List<Upload> unfinished(S3Connection s3, String prefix) {
        return s3.call(client -> client.listMultipartUploadsAsync(
                        s3.bucket(), null, null, null, null, null, prefix, null, null, null))
                .result()
                .uploads();
    }

    private void abort(String store, S3Connection s3, Upload upload) {
        s3.call(client -> client.abortMultipartUploadAsync(
                s3.bucket(), null, upload.objectName(), upload.uploadId(), null, null));
        metrics.counter("virga.image.multiparts.aborted", "store", store).increment();
    }

    @Override
    public void eachOlderThan(String store, Instant time, Consumer<List<Place>> batch) {
        var s3 = connections.of(store);
        var places = new ArrayList<Place>();
        var items = s3.direct(client -> client.listObjects(
                ListObjectsArgs.builder().bucket(s3.bucket()).recursive(true).build()));
        for (var result : items) {
            var item = s3.direct(_ -> result.get());
            if (item.lastModified().toInstant().isBefore(time)) {
                places.add(new Place(store, item.objectName()));
            }
            if (places.size() == BATCH) {
                batch.accept(List.copyOf(places));
                places.clear();
            }
        }
        unfinished(s3, null).stream()
                .filter(upload -> upload.initiated().toInstant().isBefore(time))
                .map(upload -> new Place(store, upload.objectName()))
                .forEach(places::add);
        batch.accept(List.copyOf(places));
    }
}
