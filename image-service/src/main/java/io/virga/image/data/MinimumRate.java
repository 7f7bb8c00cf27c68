package io.virga.image.data;

import io.virga.model.CloudException.Invalid;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Bytes from somebody who is given up when they come too slowly, so that nobody holds a place among the transfers for
/// ever. Only the time that is spent waiting for them counts: what the reader does in between is not the sender's
/// fault.
public final class MinimumRate extends FilterInputStream {

    private static final double NANOS = 1e9;

    private final long rate;
    private final Duration window;
    private final LongSupplier nanoTime;
    private long waited;
    private long count;

    /// `rate` is in bytes per second, and must be reached on average over each `window` of waiting; what is too slow is
    /// `Invalid`.
    public MinimumRate(InputStream source, long rate, Duration window, LongSupplier nanoTime) {
        super(source);
        this.rate = rate;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var begun = nanoTime.getAsLong();
        var read = super.read(buffer, offset, length);
        waited += nanoTime.getAsLong() - begun;
        if (read > 0) {
            count += read;
            judge();
        }
        return read;
    }

    private void judge() {
        if (waited < window.toNanos()) {
            return;
        }
        if (count < rate * (waited / NANOS)) {
            throw new Invalid("The data comes too slowly: %d bytes in %d seconds; at least %d a second are expected."
                    .formatted(count, Math.round(waited / NANOS), rate));
        }
        waited = 0;
        count = 0;
    }
}
