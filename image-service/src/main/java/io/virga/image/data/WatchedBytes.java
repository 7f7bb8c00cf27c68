package io.virga.image.data;

import io.virga.image.inspect.ImageBytes;
import java.io.IOException;

/// Other bytes, and whoever wants to know that they are being read.
record WatchedBytes(ImageBytes bytes, Runnable progress) implements ImageBytes {

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        progress.run();
        return bytes.read(offset, count);
    }
}
