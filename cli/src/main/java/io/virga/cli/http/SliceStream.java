package io.virga.cli.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stretch of another stream.
final class SliceStream extends FilterInputStream {

    private long left;

    SliceStream(InputStream all, long offset, long length) throws IOException {
        super(all);
        all.skipNBytes(offset);
        left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var read = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }
}
