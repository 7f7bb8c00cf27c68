package io.virga.systemtests;

import io.virga.systemtests.Shell.Result;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The real `openstack` client without its start-up of a second: one process has loaded it, and forks for each command
/// (`openstack-forks.py`).
final class OpenStackForks {

    private static final OpenStackForks ONLY = new OpenStackForks();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Integer>> running = new ConcurrentHashMap<>();
    private final Process process;

    private OpenStackForks() {
        try {
            var script = Path.of(getClass().getResource("/openstack-forks.py").getPath());
            process = new ProcessBuilder("/usr/bin/python3", script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::readAnswers);
    }

    static Result run(Duration limit, Path folder, Map<String, String> environment, List<String> arguments) {
        return ONLY.fork(limit, folder, environment, arguments);
    }

    private Result fork(Duration limit, Path folder, Map<String, String> environment, List<String> arguments) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<Integer>();
        running.put(id, answer);
        try {
            var out = Files.createTempFile("openstack-", ".out");
            var err = Files.createTempFile("openstack-", ".err");
            send(Map.of(
                    "id", id,
                    "arguments", arguments,
                    "environment", environment,
                    "folder", folder.toString(),
                    "out", out.toString(),
                    "err", err.toString(),
                    "limit", limit.toSeconds()));
            var status = answer.get();
            var line = Stream.concat(Stream.of("openstack"), arguments.stream()).toList();
            return new Result(line, status, taken(out), taken(err) + (status < 0 ? "not done within " + limit : ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("the loaded openstack client has gone", e);
        }
    }

    private void send(Map<String, Object> command) throws IOException {
        var line = Http.JSON.writeValueAsString(command) + "\n";
        synchronized (process) {
            process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
    }

    private static String taken(Path file) throws IOException {
        var text = Files.readString(file);
        Files.delete(file);
        return text;
    }

    private void readAnswers() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var answer = Http.JSON.readTree(line);
                running.remove(answer.get("id").asInt())
                        .complete(answer.get("status").asInt());
            }
            running.values().forEach(waiting -> waiting.completeExceptionally(new EOFException()));
        } catch (IOException e) {
            running.values().forEach(waiting -> waiting.completeExceptionally(e));
        }
    }
}
