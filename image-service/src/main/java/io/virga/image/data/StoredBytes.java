package io.virga.image.data;

import io.virga.image.inspect.ImageBytes;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Unavailable;
import java.io.EOFException;
import java.io.IOException;

/// The bytes of an image in the store.
public record StoredBytes(ImageStore store, Place place, long length) implements ImageBytes {

    @Override
    public byte[] read(long offset, int count) {
        try (var stream = store.read(place, offset, count)) {
            var bytes = stream.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the store has less of %s than was written".formatted(place));
            }
            return bytes;
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }
}
