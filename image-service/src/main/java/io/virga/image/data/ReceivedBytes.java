package io.virga.image.data;

import io.virga.image.inspect.ImageBytes;
import io.virga.image.store.ImageStore;
import java.io.IOException;
import java.util.Arrays;

/// An image that has just been stored: its ends are still in memory, the rest is read back.
final class ReceivedBytes implements ImageBytes {

    private final MeteredStream received;
    private final ImageStore store;
    private final String key;

    ReceivedBytes(MeteredStream received, ImageStore store, String key) {
        this.received = received;
        this.store = store;
        this.key = key;
    }

    @Override
    public long length() {
        return received.count();
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (offset + count <= MeteredStream.HEAD) {
            return Arrays.copyOfRange(received.head(), (int) offset, (int) offset + count);
        }
        if (offset >= length() - MeteredStream.TAIL) {
            var bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = received.tailAt(offset + i);
            }
            return bytes;
        }
        return new StoredBytes(store, key, length()).read(offset, count);
    }
}
