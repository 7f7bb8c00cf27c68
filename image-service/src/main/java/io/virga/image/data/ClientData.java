package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/// The data that a client sends. It is given up when it comes too slowly (`image.upload.minimum-rate`).
///
/// Many clients read the answer only after they have sent everything, so when data is refused, a moderate rest of it is
/// taken and thrown away.
@ApplicationScoped
public class ClientData {

    private static final long MOST = 256L << 20;

    private final TransferSlots slots;
    private final long rate;
    private final Duration window;

    ClientData(ImageConfig config) {
        slots = new TransferSlots(config.upload().atOnce());
        rate = config.upload().minimumRate().asLongValue();
        window = config.upload().silence();
    }

    /// Gives what `caller` sends to `way`, and throws what that throws; `TooManyRequests` when too much comes.
    public void take(Caller caller, InputStream body, Consumer<InputStream> way) {
        var data = new MinimumRate(body, rate, window, System::nanoTime);
        try (var _ = slots.take(caller.scope())) {
            way.accept(data);
        } catch (RuntimeException e) {
            skip(data);
            throw e;
        }
    }

    private static void skip(InputStream rest) {
        var buffer = new byte[64 << 10];
        try {
            for (long skipped = 0; skipped < MOST; ) {
                var read = rest.read(buffer);
                if (read < 0) {
                    return;
                }
                skipped += read;
            }
        } catch (IOException | RuntimeException e) {
            return; // the client has gone: nobody to be polite to
        }
    }
}
