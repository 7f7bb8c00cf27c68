package io.virga.image.inspect;

import java.io.IOException;

/// The stored bytes of an image, read by position.
public interface ImageBytes {

    long length();

    /// True when not all of `size` bytes from `offset` are inside the image. Both may come from an attacker.
    default boolean lacks(long offset, long size) {
        return offset < 0 || size < 0 || offset > length() || size > length() - offset;
    }

    /// Exactly `count` bytes from `offset`, all of them inside the image.
    byte[] read(long offset, int count) throws IOException;
}
