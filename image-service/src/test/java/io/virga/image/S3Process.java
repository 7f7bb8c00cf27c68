package io.virga.image;

import io.virga.testing.Eventually;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One S3 server, with what it stores in a folder of its own.
public final class S3Process {

    private static final Duration START = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    S3Process(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(objects());
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
                """.formatted(port, objects()));
    }

    private Path objects() {
        return folder.resolve("objects");
    }

    /// The settings of a store there.
    Map<String, String> store(String name, String bucket) {
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

    /// Returns when it answers.
    public void await() {
        Eventually.eventually(START, () -> {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.getResponseCode();
        });
    }

    public void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// It answers nothing until `goOn`, and takes what it is sent as far as the line does.
    public void freeze() {
        signal("STOP");
    }

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

    List<Path> files() {
        try (var files = Files.walk(objects())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
