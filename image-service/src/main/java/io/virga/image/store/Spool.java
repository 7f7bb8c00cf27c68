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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Files for parts that are being received or wait for their turn to be stored. In the heap there would be room for a
/// few only, and slow clients would keep everybody else out of it.
@ApplicationScoped
class Spool {

    private static final Logger log = Logger.getLogger(Spool.class);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BLOCK = 64 << 10;

    private final Path folder;
    private final Semaphore free;

    @Inject
    Spool(ImageConfig config) {
        this(config.upload().spool(), (int) (config.upload().spoolSize().asLongValue()
                / config.upload().partSize().asLongValue()));
    }

    Spool(Path folder, int mostFiles) {
        this.folder = folder;
        free = new Semaphore(mostFiles);
    }

    /// `IllegalStateException` when the folder cannot be used.
    void prepare() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            file().close();
        } catch (IOException e) {
            throw new IllegalStateException("image.upload.spool is no folder to write to: " + e, e);
        }
    }

    /// `TooManyRequests` when there are too many; `Unavailable` when the folder does not take another.
    Part open() {
        if (!free.tryAcquire()) {
            throw new TooManyRequests("Too many images are being stored at once.", SOON.toSeconds());
        }
        try {
            return new Part(file());
        } catch (IOException e) {
            free.release();
            throw full(e);
        }
    }

    // It loses its name at once, so that nothing is left of it when the process dies.
    private RandomAccessFile file() throws IOException {
        var path = Files.createTempFile(folder, "part", null);
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    private static Unavailable full(IOException cause) {
        return new Unavailable("room for uploads", cause);
    }

    /// One part. Whoever has it closes it.
    final class Part implements AutoCloseable {

        private final RandomAccessFile file;
        private int length;

        private Part(RandomAccessFile file) {
            this.file = file;
        }

        /// Takes up to `most` bytes, and fewer only where `content` ends. Returns how many.
        int fill(InputStream content, int most) throws IOException {
            var block = new byte[BLOCK];
            for (int read; length < most; length += read) {
                read = content.read(block, 0, Math.min(BLOCK, most - length));
                if (read < 0) {
                    break;
                }
                append(block, read);
            }
            return length;
        }

        private void append(byte[] block, int count) {
            try {
                file.write(block, 0, count);
            } catch (IOException e) {
                throw full(e);
            }
        }

        int length() {
            return length;
        }

        /// From its beginning, for one reader at a time.
        RandomAccessFile content() {
            try {
                file.seek(0);
                return file;
            } catch (IOException e) {
                throw full(e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                log.warnf("a part of an upload was not closed: %s", e.getMessage());
            } finally {
                free.release();
            }
        }
    }
}
