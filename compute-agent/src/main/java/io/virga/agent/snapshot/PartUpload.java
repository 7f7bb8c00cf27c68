package io.virga.agent.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/// Brings a file into the object store in parts, some of them at the same time, each by a PUT to a presigned URL.
public final class PartUpload {

    private static final Logger log = Logger.getLogger(PartUpload.class);
    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 6;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 120_000;

    private final Duration pause;

    /// `pause` comes before a part's second attempt, and doubles from one to the next.
    public PartUpload(Duration pause) {
        this.pause = pause;
    }

    /// Every part is in the store when it returns. `urls` is asked anew before each attempt, because a URL
    /// ends by itself. Throws `UploadFailed`; interrupting the thread ends it.
    public void of(Path file, long partSize, IntFunction<String> urls) {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var parts = new ArrayList<Future<?>>();
            var size = Files.size(file);
            for (var number = 0; number * partSize < size; number++) {
                var part = new Part(file, number, number * partSize, Math.min(partSize, size - number * partSize));
                parts.add(threads.submit(() -> bring(part, urls)));
            }
            try {
                for (var part : parts) {
                    part.get();
                }
            } finally {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UploadFailed("it was given up", e);
        } catch (ExecutionException e) {
            throw new UploadFailed(e.getCause().getMessage(), e);
        } catch (IOException e) {
            throw new UploadFailed("the copy cannot be read: " + e.getMessage(), e);
        }
    }

    private record Part(Path file, int number, long offset, long length) {}

    private void bring(Part part, IntFunction<String> urls) {
        for (var attempt = 1; ; attempt++) {
            try {
                put(part, urls.apply(part.number()));
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UploadFailed("part %d: %s".formatted(part.number(), e.getMessage()), e);
                }
                log.infof(
                        "part %d of %s: %s; trying again",
                        part.number(), part.file().getFileName(), e.getMessage());
                rest(pause.multipliedBy(1L << (attempt - 1)));
            }
        }
    }

    private static void put(Part part, String text) throws IOException {
        var url = URI.create(text);
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new UploadFailed("part %d is asked for by a URL that is not HTTP".formatted(part.number()), null);
        }
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setFixedLengthStreamingMode(part.length());
        connection.setDoOutput(true);
        try {
            try (var out = connection.getOutputStream()) {
                copy(part, out);
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("the object store answered " + connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }

    private static void copy(Part part, OutputStream out) throws IOException {
        try (var file = FileChannel.open(part.file(), StandardOpenOption.READ)) {
            file.position(part.offset());
            var in = Channels.newInputStream(file);
            var buffer = new byte[1 << 18];
            for (var left = part.length(); left > 0; ) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file is shorter than it was");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UploadFailed("it was given up", e);
        }
    }
}
