package io.virga.image.data;

import java.io.IOException;
import java.io.InputStream;

/// The rest of a request that was refused. Many clients read the answer only after they have sent everything, so a
/// moderate rest is taken and thrown away.
public final class Unread {

    private static final long MOST = 256L << 20;

    private Unread() {}

    public static void skip(InputStream rest) {
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
