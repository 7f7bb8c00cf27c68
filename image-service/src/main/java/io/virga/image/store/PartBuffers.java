package io.virga.image.store;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Room for the parts that are received and not stored yet: in memory as far as the heap goes, in files behind that, so
/// that slow clients, however many, keep nobody waiting.
@ApplicationScoped
class PartBuffers {

    /// What the service needs for everything else that stays.
    private static final long RESERVE = 40L << 20;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BLOCK = 64 << 10;

    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final Semaphore inMemory;
    private final Semaphore inFiles;
    private final Path folder;
    private final int each;

    @Inject
    PartBuffers(ImageConfig config) {
        this(
                config.upload().partSize().asLongValue(),
                oldGeneration() - RESERVE,
                config.upload().spoolSize().asLongValue(),
                config.upload().spool());
    }

    /// Of `each` bytes, as many as fit into `memory`, and into `files` in the `folder`.
    PartBuffers(long each, long memory, long files, Path folder) {
        this.each = Math.toIntExact(each);
        inMemory = new Semaphore(Math.toIntExact(Math.max(0, memory / each)));
        inFiles = new Semaphore(Math.toIntExact(files / each));
        this.folder = folder;
    }

    // Arrays of this size live there; it is two thirds of the heap unless somebody has said otherwise.
    private static long oldGeneration() {
        return Runtime.getRuntime().maxMemory() / 3 * 2;
    }

    /// Never waits. `TooManyRequests` when the files, too, are all taken; `Unavailable` when there can be none.
    PartBuffer take() {
        if (inMemory.tryAcquire()) {
            return new Memory();
        }
        if (!inFiles.tryAcquire()) {
            throw new TooManyRequests("Too many images are being stored at once.", SOON.toSeconds());
        }
        try {
            return new Spooled(open());
        } catch (IOException e) {
            inFiles.release();
            throw full(e);
        }
    }

    // It has no name from the beginning, so that nothing is left of it when the process dies.
    private RandomAccessFile open() throws IOException {
        var path = Files.createTempFile(Files.createDirectories(folder), "part", null);
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    private static Unavailable full(IOException cause) {
        return new Unavailable("room for uploads", cause);
    }

    /// Arrays are never given back to the heap: the collector would have to look at all of it for them.
    private final class Memory implements PartBuffer {

        private final byte[] bytes = Objects.requireNonNullElseGet(free.poll(), () -> new byte[each]);

        @Override
        public int fill(InputStream content, int most) throws IOException {
            return content.readNBytes(bytes, 0, most);
        }

        @Override
        public Object content() {
            return bytes;
        }

        @Override
        public void close() {
            free.add(bytes);
            inMemory.release();
        }
    }

    private final class Spooled implements PartBuffer {

        private final RandomAccessFile file;

        private Spooled(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public int fill(InputStream content, int most) throws IOException {
            var block = new byte[BLOCK];
            var count = 0;
            for (int read; count < most; count += read) {
                read = content.read(block, 0, Math.min(BLOCK, most - count));
                if (read < 0) {
                    break;
                }
                append(block, read);
            }
            file.seek(0);
            return count;
        }

        private void append(byte[] block, int length) {
            try {
                file.write(block, 0, length);
            } catch (IOException e) {
                throw full(e);
            }
        }

        @Override
        public Object content() {
            return file;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw full(e);
            } finally {
                inFiles.release();
            }
        }
    }
}
