package io.virga.image.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.StatObjectArgs;
import io.minio.http.Method;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// S3's multipart uploads.
final class S3Multipart implements Multipart {

    private static final Duration NOW = Duration.ofMinutes(1);

    private final S3Connections connections;
    private final Spool spool;
    private final int partSize;

    S3Multipart(S3Connections connections, Spool spool, int partSize) {
        this.connections = connections;
        this.spool = spool;
        this.partSize = partSize;
    }

    @Override
    public long partSize() {
        return partSize;
    }

    @Override
    public String begin(Place place) {
        return connections.of(place.store()).beginMultipart(place.key());
    }

    @Override
    public String put(Place place, String upload, int number, int length, InputStream content, String sha256) {
        var s3 = connections.of(place.store());
        var part = spool.open();
        try {
            if (!fill(part, length, content).equals(sha256)) {
                throw new Invalid("The data's SHA-256 is not %s.".formatted(sha256));
            }
        } catch (RuntimeException | Error e) {
            part.close();
            throw e;
        }
        return s3.await(s3.parts().send(place.key(), upload, number, part)).etag();
    }

    /// Returns the SHA-256.
    private static String fill(Spool.Part part, int length, InputStream content) {
        var hash = sha256();
        try {
            if (part.fill(new DigestInputStream(content, hash), length) == length && content.read() < 0) {
                return HexFormat.of().formatHex(hash.digest());
            }
        } catch (CloudException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Invalid("The data broke off.");
        }
        throw new Invalid("There must be exactly %d bytes.".formatted(length));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI putUrl(Place place, String upload, int number, Duration validity) {
        return url(Method.PUT, place, Map.of("uploadId", upload, "partNumber", Integer.toString(number)), validity);
    }

    private URI url(Method method, Place place, Map<String, String> query, Duration validity) {
        var s3 = connections.of(place.store());
        return URI.create(s3.direct(client -> client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(method)
                .bucket(s3.bucket())
                .object(place.key())
                .extraQueryParams(query)
                .expiry(Math.toIntExact(validity.toSeconds()), TimeUnit.SECONDS)
                .build())));
    }

    @Override
    public List<Part> list(Place place, String upload) {
        var s3 = connections.of(place.store());
        var all = new ArrayList<Part>();
        var marker = Optional.of("0");
        while (marker.isPresent()) {
            var query = Map.of("uploadId", upload, "part-number-marker", marker.get());
            var page = s3.read(url(Method.GET, place, query, NOW), PartList::parse);
            all.addAll(page.parts());
            marker = page.next();
        }
        return all;
    }

    @Override
    public void complete(Place place, String upload, List<Part> parts, Runnable waiting) {
        var s3 = connections.of(place.store());
        var named = parts.stream()
                .map(part -> new io.minio.messages.Part(part.number(), part.tag()))
                .toArray(io.minio.messages.Part[]::new);
        var answer = s3.begin(client ->
                client.completeMultipartUploadAsync(s3.bucket(), null, place.key(), upload, named, null, null));
        try {
            s3.await(answer, waiting);
        } catch (Unavailable e) {
            judge(e, place, upload, parts);
        }
    }

    // The upload is unknown when it is complete already: an earlier answer was lost.
    private void judge(Unavailable refusal, Place place, String upload, List<Part> parts) {
        var code = S3Connection.code(refusal);
        switch (code) {
            case "NoSuchUpload" -> requireComplete(connections.of(place.store()), place.key(), parts);
            case "InvalidPart", "InvalidPartOrder", "EntityTooSmall" ->
                throw new Invalid("The store does not take the parts: %s.".formatted(code));
            default -> {
                if (code.isEmpty() || isKnown(place, upload)) {
                    throw refusal;
                }
                requireComplete(connections.of(place.store()), place.key(), parts);
            }
        }
    }

    // radosgw 16 answers 500 to the completion of an upload that it has not got, and NoSuchKey to the question for it.
    private boolean isKnown(Place place, String upload) {
        try {
            list(place, upload);
            return true;
        } catch (Unavailable e) {
            return !List.of("NoSuchUpload", "NoSuchKey").contains(S3Connection.code(e));
        }
    }

    private static void requireComplete(S3Connection s3, String key, List<Part> parts) {
        try {
            var size = s3.call(client -> client.statObject(StatObjectArgs.builder()
                            .bucket(s3.bucket())
                            .object(key)
                            .build()))
                    .size();
            if (size == parts.stream().mapToLong(Part::size).sum()) {
                return;
            }
        } catch (Unavailable e) {
            if (!S3Connection.code(e).equals("NoSuchKey")) {
                throw e;
            }
        }
        throw new Invalid("The store does not have the parts any more.");
    }
}
