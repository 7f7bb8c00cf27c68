package io.virga.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A program in a process of its own: by its arguments and never through a shell, with an empty environment and
/// nothing to read, and not longer than a given time. No other class starts processes.
public final class Child {

    private static final int MOST_OUTPUT = 1 << 20;
    private static final int MOST_ERRORS = 16 << 10;
    private static final long TICK = TimeUnit.SECONDS.toNanos(1);
    private static final long GRACE_SECONDS = 5;
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private Child() {}

    /// `tick` runs every second meanwhile; what it throws ends the program. Throws `IOException` when it cannot be
    /// started, or when the thread is interrupted, which then stays so. None of it runs any more when this returns.
    public static Outcome run(List<String> command, Duration longest, Runnable tick) throws IOException {
        var process = start(command);
        try {
            process.getOutputStream().close();
            var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream(), MOST_OUTPUT), READERS);
            var errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream(), MOST_ERRORS), READERS);
            var end = System.nanoTime() + longest.toNanos();
            while (!process.waitFor(Math.min(TICK, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                if (System.nanoTime() >= end) {
                    return Outcome.TIMEOUT;
                }
                tick.run();
            }
            return new Outcome(process.exitValue(), output.join(), errors.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            end(process);
        }
    }

    /// The children first: the first process of a namespace is gone only when all others are, and its parent waits
    /// for it.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.onExit()
                .completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }

    /// The kernel tells a program of its parent's death when the thread has ended that started it, so that thread
    /// waits.
    private static Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().name("parent of " + command.getFirst()).start(() -> {
            try {
                var process = builder.start();
                started.complete(process);
                process.onExit().join();
            } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static String read(InputStream stream, int most) {
        try (stream) {
            var text = new String(stream.readNBytes(most), UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return "";
        }
    }
}
