package io.virga.image.inspect;

import java.io.IOException;

/// The stored bytes of an image, read by position.
public interface ImageBytes {

    long length();

    /// Exactly `count` bytes from `offset`, all of them inside the image.
    byte[] read(long offset, int count) throws IOException;
}
