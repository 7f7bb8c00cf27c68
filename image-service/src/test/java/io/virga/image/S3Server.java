package io.virga.image;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.virga.testing.Eventually;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real S3 server beside the tests, in a process of its own. Tests may take it away for a while.
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    private static final Duration START = Duration.ofSeconds(30);

    private static Path folder;
    private static int port;
    private static Process process;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("virga-s3");
            Files.createDirectory(folder.resolve("objects"));
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            Files.writeString(folder.resolve("s3proxy.conf"), """
                    s3proxy.authorization=aws-v4
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.identity=test-key
                    s3proxy.credential=test-secret
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, folder.resolve("objects")));
            comeBack();
            var settings = new HashMap<String, String>();
            settings.putAll(store("s3", port, "virga-images"));
            settings.putAll(store("second", port, "virga-second"));
            settings.put("image.default-store", "s3");
            settings.put("image.stores.second.description", "the same server");
            settings.put("image.upload.part-size", "5M");
            settings.put("image.upload.max-size", "40M");
            settings.put("image.upload.silence", "3s");
            settings.put("image.upload.orphan-age", "0s");
            settings.put("image.quota.image_count_total", "100000");
            settings.put("image.conversion.scratch", folder.resolve("scratch").toString());
            settings.put("image.conversion.scratch-size", "100M");
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException("no S3 server for the tests", e);
        }
    }

    private static Map<String, String> store(String name, int port, String bucket) {
        var prefix = "image.stores." + name;
        return Map.of(
                prefix + ".endpoint",
                "http://127.0.0.1:" + port,
                prefix + ".access-key",
                "test-key",
                prefix + ".secret-key",
                "test-secret",
                prefix + ".bucket",
                bucket);
    }

    @Override
    public void stop() {
        goAway();
    }

    public static void goAway() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void comeBack() throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                        "--properties",
                        folder.resolve("s3proxy.conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Eventually.eventually(START, () -> {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.getResponseCode();
        });
    }

    /// What is stored: the files of all objects, those of parts included.
    public static List<String> objects() {
        try (var files = Files.walk(folder.resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("objects").relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
