package io.virga.image.data;

import io.virga.model.CloudException.Unavailable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What breaks off is the store's failure, which may be over in a while.
final class StoreStream extends FilterInputStream {

    private final String from;

    StoreStream(InputStream data, String from) {
        super(data);
        this.from = from;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new Unavailable("image store " + from, e);
        }
    }
}
