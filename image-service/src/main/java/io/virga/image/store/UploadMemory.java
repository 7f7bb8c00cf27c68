package io.virga.image.store;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The memory that long uploads hold: two parts each, or one for a part that comes alone, and never more of them at
/// once than the heap has room for. The next one waits with its first bytes; its client just finds the line slow.
@ApplicationScoped
class UploadMemory {

    /// What the service needs for everything else.
    private static final long RESERVE = 48L << 20;

    private final Semaphore parts;
    private final Duration patience;

    UploadMemory(ImageConfig config) {
        var each = config.upload().partSize().asLongValue();
        parts = new Semaphore((int) Math.max(2, (Runtime.getRuntime().maxMemory() - RESERVE) / each), true);
        patience = config.upload().silence().dividedBy(2);
    }

    /// Room that is taken until it is closed.
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /// Room for an upload that is one stream.
    Room take() {
        return take(2);
    }

    /// Room for one part.
    Room takeOne() {
        return take(1);
    }

    private Room take(int count) {
        try {
            if (parts.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return () -> parts.release(count);
            }
            throw new Unavailable("image store", new TimeoutException("too many uploads at once"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("image store", e);
        }
    }
}
