package io.virga.agent.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Whole messages over a connection; numbers are big-endian, as NBD has them.
final class Wire {

    private Wire() {}

    static ByteBuffer read(SocketChannel from, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException("the other side has closed");
            }
        }
        return buffer.flip();
    }

    static void write(SocketChannel to, ByteBuffer... messages) throws IOException {
        for (var message : messages) {
            while (message.hasRemaining()) {
                to.write(message);
            }
        }
    }
}
