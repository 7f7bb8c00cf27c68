package io.virga.image;

import io.virga.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One S3 server, with what it stores in a folder of its own.
final class S3Process implements TestS3 {

    private static final Duration START = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    S3Process(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(root());
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
                """.formatted(port, root()));
    }

    private Path root() {
        return folder.resolve("objects");
    }

    @Override
    public Map<String, String> store(String name, String bucket) {
        return settings(name, "http://127.0.0.1:" + port, "test-key", "test-secret", bucket);
    }

    static Map<String, String> settings(String store, String endpoint, String key, String secret, String bucket) {
        var prefix = "image.stores." + store;
        return Map.of(
                prefix + ".endpoint",
                endpoint,
                prefix + ".access-key",
                key,
                prefix + ".secret-key",
                secret,
                prefix + ".bucket",
                bucket);
    }

    @Override
    public void start() throws IOException {
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
    }

    @Override
    public void await() {
        Eventually.eventually(START, () -> {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.getResponseCode();
        });
    }

    @Override
    public void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> objects() {
        return files().stream().map(file -> root().relativize(file).toString()).toList();
    }

    @Override
    public Optional<Path> file(String key) {
        return files().stream().filter(file -> file.endsWith(key)).findFirst();
    }

    private List<Path> files() {
        try (var files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return files(); // the collector has erased something meanwhile
            }
            throw e;
        }
    }
}
