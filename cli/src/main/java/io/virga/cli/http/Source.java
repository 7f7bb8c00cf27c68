package io.virga.cli.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes to send. Where they cannot be read to their end that is told apart from a line that breaks.
final class Source extends FilterInputStream {

    /// The cause is why.
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(IOException cause) {
            super(cause);
        }
    }

    Source(InputStream bytes) {
        super(bytes);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }
}
