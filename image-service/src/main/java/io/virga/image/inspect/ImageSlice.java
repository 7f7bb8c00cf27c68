package io.virga.image.inspect;

import java.io.IOException;

/// `length` bytes from `start` of other ones, all of them inside.
public record ImageSlice(ImageBytes whole, long start, long length) implements ImageBytes {

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (lacks(offset, count)) {
            throw new IndexOutOfBoundsException("%d bytes from %d of %d".formatted(count, offset, length));
        }
        return whole.read(start + offset, count);
    }
}
