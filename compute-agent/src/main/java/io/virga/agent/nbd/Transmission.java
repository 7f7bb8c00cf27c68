package io.virga.agent.nbd;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/// NBD's transmission phase, with simple replies. Reads go on side by side, and are answered as their bytes come.
final class Transmission {

    private static final int REQUEST = 0x25609513;
    private static final int REPLY = 0x67446698;

    private static final short READ = 0;
    private static final short WRITE = 1;
    private static final short DISCONNECT = 2;
    private static final short FLUSH = 3;

    private static final int NOT_PERMITTED = 1;
    private static final int IO_ERROR = 5;
    private static final int INVALID = 22;

    private static final int ANSWERS_AT_ONCE = 2;

    /// The most bytes of one read.
    static final int LONGEST_READ = 1 << 20;

    private final SocketChannel connection;
    private final NbdExport export;
    private final Semaphore turns;

    /// Whoever asks and does not listen holds back nobody but themselves.
    private final Semaphore answers = new Semaphore(ANSWERS_AT_ONCE);

    /// The export is read by as many at the same time as there are `turns`, of all connections.
    Transmission(SocketChannel connection, NbdExport export, Semaphore turns) {
        this.connection = connection;
        this.export = export;
        this.turns = turns;
    }

    private record Request(short type, long cookie, long offset, long length) {}

    /// Returns when the client says goodbye.
    void run() throws IOException {
        while (true) {
            var request = next();
            switch (request.type()) {
                case READ -> read(request);
                case FLUSH -> reply(request, 0, ByteBuffer.allocate(0));
                case DISCONNECT -> {
                    return;
                }
                // What follows a write would be read as the next request.
                case WRITE -> throw new ProtocolException("a write to what is read-only");
                default -> reply(request, NOT_PERMITTED, ByteBuffer.allocate(0));
            }
        }
    }

    private Request next() throws IOException {
        var header = Wire.read(connection, 28);
        if (header.getInt() != REQUEST) {
            throw new ProtocolException("no request");
        }
        header.getShort(); // flags: none that matters to a read
        return new Request(
                header.getShort(), header.getLong(), header.getLong(), Integer.toUnsignedLong(header.getInt()));
    }

    private void read(Request request) throws IOException {
        var offset = request.offset();
        var length = request.length();
        if (length > LONGEST_READ || offset < 0 || offset > export.size() - length) {
            reply(request, INVALID, ByteBuffer.allocate(0));
            return;
        }
        answers.acquireUninterruptibly();
        Thread.ofVirtual().start(() -> {
            try {
                answer(request);
            } finally {
                answers.release();
            }
        });
    }

    private void answer(Request request) {
        var data = ByteBuffer.allocate(0);
        var error = 0;
        turns.acquireUninterruptibly();
        try {
            data = ByteBuffer.allocate((int) request.length());
            export.read(request.offset(), data);
            data.flip();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            error = IO_ERROR;
            data.clear().limit(0);
        } finally {
            turns.release();
        }
        try {
            reply(request, error, data);
        } catch (IOException e) {
            // Nobody is there any more: the loop notices as well.
        }
    }

    private synchronized void reply(Request request, int error, ByteBuffer data) throws IOException {
        var header = ByteBuffer.allocate(16).putInt(REPLY).putInt(error);
        Wire.write(connection, header.putLong(request.cookie()).flip(), data);
    }
}
