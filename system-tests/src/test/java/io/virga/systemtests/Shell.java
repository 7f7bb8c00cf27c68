package io.virga.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs programs and keeps what they said.
final class Shell {

    record Result(List<String> command, int status, String out, String err) {

        Result orFail() {
            if (status != 0) {
                throw new AssertionError("%s ended with %d%n%s%n%s".formatted(line(), status, out, err));
            }
            return this;
        }

        String line() {
            return String.join(" ", command);
        }

        String everything() {
            return out + err;
        }
    }

    private Shell() {}

    static Result run(Duration limit, Path folder, Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(environment));
            var process = builder.start();
            process.getOutputStream().close();
            var out = read(process.getInputStream());
            var err = read(process.getErrorStream());
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            var status = ended ? process.exitValue() : -1;
            return new Result(command, status, join(out), join(err) + (ended ? "" : "not done within " + limit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// That of the tests without what is meant for other clouds, and with `more`.
    static Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("OS_") || name.startsWith("VIRGA_"));
        all.putAll(more);
        return all;
    }

    // A daemon that a command leaves behind may hold its output open for ever: what was said by then is enough.
    private static String join(CompletableFuture<String> text) {
        return text.completeOnTimeout("", 2, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<String> read(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }
}
