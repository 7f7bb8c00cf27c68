package io.virga.agent;

import io.virga.model.HostName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The agent as it is delivered, in a process of its own that can be killed and started again.
public final class AgentProcess implements AutoCloseable {

    public static final HostName HOST = new HostName("host-1");

    private final Path state;
    private final Map<String, String> settings;
    private final int port = LocalBroker.freePort();
    private Process process;

    public AgentProcess(Path state, String broker, Map<String, String> settings) {
        this.state = state;
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("agent.host", HOST.value());
        this.settings.put("agent.state-dir", state.toString());
        this.settings.put("agent.heartbeat-interval", "1s");
        this.settings.put("agent.sweep-interval", "1s");
        this.settings.put("agent.power-button-interval", "2s");
        this.settings.put("quarkus.http.port", Integer.toString(port));
        this.settings.put("quarkus.artemis.url", broker);
        this.settings.put("quarkus.artemis.username", "agent");
        this.settings.put("quarkus.artemis.password", "agent");
    }

    public void start() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("agent.jar")));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Eventually.eventually(Duration.ofSeconds(30), () -> {
            if (!get("/q/health/live").contains("UP")) {
                throw new AssertionError("the agent is not up: " + Files.readString(log()));
            }
        });
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public String get(String path) {
        try {
            return ask("GET", path, Map.of()).body();
        } catch (IOException e) {
            return "";
        }
    }

    public HttpResponse<String> ask(String method, String path, Map<String, String> headers) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .method(method, HttpRequest.BodyPublishers.noBody());
            headers.forEach(request::header);
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        return state.resolveSibling(state.getFileName() + ".log");
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
