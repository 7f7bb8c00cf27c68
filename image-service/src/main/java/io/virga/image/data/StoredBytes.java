package io.virga.image.data;

import io.virga.image.inspect.ImageBytes;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import java.io.IOException;

/// The bytes of an image in the store. `Unavailable` when that is away, or has fewer of them than was written.
public record StoredBytes(ImageStore store, Place place, long length) implements ImageBytes {

    @Override
    public byte[] read(long offset, int count) throws IOException {
        try (var stream = new StoreStream(store.read(place, offset, count), place.store())) {
            return stream.readNBytes(count);
        }
    }
}
