package io.virga.image.data;

import io.virga.image.inspect.ImageBytes;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import java.io.IOException;
import java.util.Arrays;

/// An image that has just been stored: its ends are still in memory, the rest is read back.
final class ReceivedBytes implements ImageBytes {

    private final MeteredStream received;
    private final ImageStore store;
    private final Place place;

    ReceivedBytes(MeteredStream received, ImageStore store, Place place) {
        this.received = received;
        this.store = store;
        this.place = place;
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
        return new StoredBytes(store, place, length()).read(offset, count);
    }
}
