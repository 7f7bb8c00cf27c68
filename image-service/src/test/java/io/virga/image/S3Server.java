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
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    private static Path folder;
    private static S3Process near;
    private static S3Process far;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("virga-s3");
            near = new S3Process(folder.resolve("near"));
            far = new S3Process(folder.resolve("far"));
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
        near.stop();
        far.stop();
    }

    public static void goAway() {
        near.stop();
    }

    public static void comeBack() throws IOException {
        near.start();
        near.await();
    }

    /// The server of the store `far`.
    public static S3Process far() {
        return far;
    }

    /// What is stored: the files of all objects, those of parts included.
    public static List<String> objects() {
        return files().stream().map(file -> folder.relativize(file).toString()).toList();
    }

    /// The file of what lies at `place`.
    public static Path file(Place place) {
        return files().stream()
                .filter(file -> file.endsWith(place.key()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files() {
        return Stream.of(near, far).flatMap(server -> server.files().stream()).toList();
    }
}
