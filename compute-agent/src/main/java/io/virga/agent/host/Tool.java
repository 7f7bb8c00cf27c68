package io.virga.agent.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs a program: by its arguments and never through a shell, with an empty environment, under limits of memory and
/// CPU time, and not longer than a given time. What it prints is kept to a bound. Interrupting the thread ends it.
public final class Tool {

    /// Codes from here on are those of signals.
    private static final int KILLED = 128;

    private static final int MOST_OUTPUT = 1 << 20;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final Duration USUAL_CPU_TIME = Duration.ofSeconds(30);

    /// The program failed, could not be run, or took too long.
    public static class Failed extends RuntimeException {
        public Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The program came to its end and says that it failed; nobody has killed it.
    public static final class Refused extends Failed {
        Refused(String message) {
            super(message, null);
        }
    }

    private Tool() {}

    /// What it printed to its standard output. Throws `Failed` for an exit code other than 0.
    public static String run(Duration timeout, List<String> arguments) {
        return run(timeout, USUAL_CPU_TIME, arguments);
    }

    /// The same for work that may keep the processor busy for as long as `cpuTime`.
    public static String run(Duration timeout, Duration cpuTime, List<String> arguments) {
        var command = new ArrayList<>(
                List.of("prlimit", "--as=1073741824", "--cpu=" + cpuTime.toSeconds(), "--core=0", "--"));
        command.addAll(arguments);
        var name = arguments.getFirst();
        try {
            return run(name, timeout, command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(name + " was interrupted", e);
        } catch (IOException | ExecutionException e) {
            throw new Failed(name + " could not be run: " + e.getMessage(), e);
        }
    }

    private static String run(String name, Duration timeout, List<String> command)
            throws IOException, InterruptedException, ExecutionException {
        var process = start(command);
        try {
            var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), THREADS);
            var errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), THREADS);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed(name + " took longer than " + timeout, null);
            }
            if (process.exitValue() != 0) {
                throw failed(
                        name + " ended with " + process.exitValue() + ": " + tail(errors.get()), process.exitValue());
            }
            return output.get();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Failed failed(String message, int code) {
        return code < KILLED ? new Refused(message) : new Failed(message, null);
    }

    private static Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command);
        var path = builder.environment().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        // glibc sets aside 64 MiB of addresses for each thread otherwise, and they count towards the limit.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String read(InputStream stream) {
        try (stream) {
            var text = new String(stream.readNBytes(MOST_OUTPUT), UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return "";
        }
    }

    private static String tail(String text) {
        var stripped = text.strip();
        return stripped.substring(Math.max(0, stripped.length() - 500));
    }
}
