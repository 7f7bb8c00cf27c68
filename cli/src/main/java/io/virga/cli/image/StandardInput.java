package io.virga.cli.image;

import io.virga.cli.command.Interruption;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/// What is given to a command on its standard input. Ctrl-C ends the command that writes there together with this one:
/// an end that comes with it is not the end of the data, and nobody is told of it any more.
final class StandardInput extends FilterInputStream {

    /// The signal may come a bit later than the end.
    private static final long GRACE_MILLIS = 200;

    StandardInput(InputStream in) {
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
            while (Interruption.isUnderWay()) {
                LockSupport.park();
            }
        }
        return read;
    }
}
