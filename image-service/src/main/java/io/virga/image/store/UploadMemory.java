package io.virga.image.store;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The memory that long uploads hold: two parts each, and never more of them at once than the heap has room for. The
/// next one waits with its first bytes; its client just finds the line slow.
@ApplicationScoped
class UploadMemory {

    /// What the service needs for everything else.
    private static final long RESERVE = 48L << 20;

    private final Semaphore uploads;
    private final Duration patience;

    UploadMemory(ImageConfig config) {
        var each = 2 * config.s3().partSize().asLongValue();
        uploads = new Semaphore((int) Math.max(1, (Runtime.getRuntime().maxMemory() - RESERVE) / each), true);
        patience = config.upload().silence().dividedBy(2);
    }

    /// Room for one upload, until it is closed.
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    Room take() {
        try {
            if (uploads.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return uploads::release;
            }
            throw new Unavailable("image store", new TimeoutException("too many uploads at once"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("image store", e);
        }
    }
}
