package io.virga.image;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.virga.image.store.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two real S3 servers beside the tests, in processes of their own: one has the stores `s3` and `second`, the other one
/// has `far`. Tests may take them away for a while.
///
/// With the system property `s3.test.endpoint` all three are buckets of that server instead (see `S3Elsewhere`);
/// tests that need to take it away, or to look at its files, are skipped then.
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    private static Path folder;
    private static TestS3 near;
    private static TestS3 far;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("virga-s3");
            near = S3Elsewhere.isNamed() ? new S3Elsewhere() : new S3Process(folder.resolve("near"));
            far = S3Elsewhere.isNamed() ? near : new S3Process(folder.resolve("far"));
            near.start();
            far.start();
            near.await();
            far.await();
            var settings = new HashMap<String, String>();
            settings.putAll(near.store("s3", "virga-images"));
            settings.putAll(near.store("second", "virga-second"));
            settings.putAll(far.store("far", "virga-far"));
            settings.put("image.default-store", "s3");
            settings.put("image.stores.second.description", "the same server");
            settings.put("image.upload.part-size", "5M");
            settings.put("image.upload.max-size", "40M");
            settings.put("image.upload.silence", "3s");
            settings.put("image.upload.orphan-age", "0s");
            settings.put("image.upload.spool", folder.resolve("spool").toString());
            settings.put("image.copies.patience", "0s");
            settings.put("image.quota.image_count_total", "100000");
            settings.put("image.conversion.scratch", folder.resolve("scratch").toString());
            settings.put("image.conversion.scratch-size", "100M");
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException("no S3 server for the tests", e);
        }
    }

    @Override
    public void stop() {
        if (!S3Elsewhere.isNamed()) {
            near.stop();
            far.stop();
        }
    }

    public static void goAway() {
        near.stop();
    }

    public static void comeBack() throws IOException {
        near.start();
        near.await();
    }

    /// Whether `far` is on a server of its own.
    public static boolean areTwo() {
        return near != far;
    }

    /// The server of the store `far`.
    public static TestS3 far() {
        return far;
    }

    /// What is stored: the names of all objects, with their buckets, and those of parts.
    public static List<String> objects() {
        return Stream.of(near, far)
                .distinct()
                .flatMap(server -> server.objects().stream())
                .toList();
    }

    /// The file of what lies at `place`.
    public static Path file(Place place) {
        return Stream.of(near, far)
                .flatMap(server -> server.file(place.key()).stream())
                .findFirst()
                .orElseThrow();
    }
}
