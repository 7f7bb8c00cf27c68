package io.virga.image.store;

import java.io.IOException;
import java.io.InputStream;

/// Where one part stays between the line and the store. Whoever has it closes it when nobody reads it any more.
interface PartBuffer extends AutoCloseable {

    /// Takes up to `most` bytes, which a part must have room for, and fewer only where `content` ends. Returns how
    /// many.
    int fill(InputStream content, int most) throws IOException;

    /// What was filled in, as the SDK takes it.
    Object content();

    @Override
    void close();
}
