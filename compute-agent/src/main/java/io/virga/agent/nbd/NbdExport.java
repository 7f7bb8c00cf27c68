package io.virga.agent.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes to be shown to whoever connects, read-only. Many threads read at the same time.
public interface NbdExport {

    /// In bytes; it does not change.
    long size();

    /// Fills `into` with the bytes from `position` on, which are all within `size`. May take its time. Throws
    /// `IOException` when they cannot be had; the reader then sees an I/O error.
    void read(long position, ByteBuffer into) throws IOException;
}
