package io.virga.cli.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/// Bytes that another command may be writing. Ctrl-C ends that command together with this one: an end that comes with
/// it is not the end of the bytes, and nobody is told of it any more.
final class Pipe extends FilterInputStream {

    /// The signal may come a bit later than the end.
    private static final long GRACE_MILLIS = 200;

    Pipe(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return checked(in.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return checked(in.read(buffer, offset, length));
    }

    private static int checked(int read) throws IOException {
        if (read < 0) {
            try {
                Thread.sleep(GRACE_MILLIS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            while (isProgramEnding()) {
                LockSupport.park();
            }
        }
        return read;
    }

    private static boolean isProgramEnding() {
        try {
            var probe = new Thread();
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
