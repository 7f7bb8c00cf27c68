package io.virga.agent.nbd;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// The "fixed newstyle" negotiation of NBD (`doc/proto.md` of the NBD project) with as few options as QEMU needs: the
/// one export is given under whatever name.
final class Negotiation {

    private static final long GREETING = 0x4e42444d41474943L; // NBDMAGIC
    private static final long OPTION = 0x49484156454f5054L; // IHAVEOPT
    private static final long REPLY = 0x3e889045565a9L;

    private static final short FIXED_NEWSTYLE = 1;
    private static final short NO_ZEROES = 2;

    private static final int EXPORT_NAME = 1;
    private static final int ABORT = 2;
    private static final int INFO = 6;
    private static final int GO = 7;

    private static final int ACKNOWLEDGED = 1;
    private static final int INFORMATION = 3;
    private static final int UNSUPPORTED = 0x80000001;

    /// Flags are there; read-only; several connections see the same.
    private static final short TRANSMISSION_FLAGS = 1 | 1 << 1 | 1 << 8;

    private static final short EXPORT = 0;
    private static final short BLOCK_SIZE = 3;
    private static final int SMALLEST_READ = 1;
    private static final int PREFERRED_READ = 1 << 16;

    private static final int LONGEST_OPTION = 8192;
    private static final int MOST_OPTIONS = 32;
    private static final int ZEROES = 124;

    private final SocketChannel connection;
    private final long size;

    Negotiation(SocketChannel connection, long size) {
        this.connection = connection;
        this.size = size;
    }

    /// Whether the client goes on to the transmission; otherwise it has said goodbye. Throws `ProtocolException` when
    /// it speaks something else.
    boolean isAgreed() throws IOException {
        var greeting = ByteBuffer.allocate(18).putLong(GREETING).putLong(OPTION);
        Wire.write(
                connection,
                greeting.putShort((short) (FIXED_NEWSTYLE | NO_ZEROES)).flip());
        var clientFlags = Wire.read(connection, 4).getInt();
        for (var count = 0; count < MOST_OPTIONS; count++) {
            var header = Wire.read(connection, 16);
            require(header.getLong() == OPTION, "no option");
            var option = header.getInt();
            var length = header.getInt();
            require(length >= 0 && length <= LONGEST_OPTION, "an option that is too long");
            Wire.read(connection, length);
            switch (option) {
                case EXPORT_NAME -> {
                    beginAtOnce((clientFlags & NO_ZEROES) != 0);
                    return true;
                }
                case GO -> {
                    describe(option);
                    return true;
                }
                case INFO -> describe(option);
                case ABORT -> {
                    reply(option, ACKNOWLEDGED, 0);
                    return false;
                }
                default -> reply(option, UNSUPPORTED, 0);
            }
        }
        throw new ProtocolException("too many options");
    }

    private void beginAtOnce(boolean withoutZeroes) throws IOException {
        var answer = ByteBuffer.allocate(10 + (withoutZeroes ? 0 : ZEROES));
        answer.putLong(0, size).putShort(8, TRANSMISSION_FLAGS);
        Wire.write(connection, answer);
    }

    private void describe(int option) throws IOException {
        reply(option, INFORMATION, 12);
        var export = ByteBuffer.allocate(12).putShort(EXPORT);
        Wire.write(connection, export.putLong(size).putShort(TRANSMISSION_FLAGS).flip());
        reply(option, INFORMATION, 14);
        var blocks = ByteBuffer.allocate(14).putShort(BLOCK_SIZE).putInt(SMALLEST_READ);
        Wire.write(
                connection,
                blocks.putInt(PREFERRED_READ).putInt(Transmission.LONGEST_READ).flip());
        reply(option, ACKNOWLEDGED, 0);
    }

    private void reply(int option, int kind, int following) throws IOException {
        var header = ByteBuffer.allocate(20).putLong(REPLY).putInt(option);
        Wire.write(connection, header.putInt(kind).putInt(following).flip());
    }

    private static void require(boolean condition, String otherwise) throws ProtocolException {
        if (!condition) {
            throw new ProtocolException(otherwise);
        }
    }
}
