package io.virga.agent.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk of a simulated machine: a whole qcow2, version 3, of 1 MiB in which nothing was ever written.
///
/// Its four clusters of 64 KiB are the header, the table of reference counts, one block of them, and the L1 table.
public final class EmptyQcow2 {

    private static final int CLUSTER = 1 << 16;
    private static final int CLUSTERS = 4;
    private static final int HEADER_LENGTH = 104;

    private EmptyQcow2() {}

    public static void write(Path file) {
        var bytes = ByteBuffer.allocate(CLUSTERS * CLUSTER);
        header(bytes);
        bytes.putLong(CLUSTER, 2L * CLUSTER);
        for (var cluster = 0; cluster < CLUSTERS; cluster++) {
            bytes.putShort(2 * CLUSTER + cluster * Short.BYTES, (short) 1);
        }
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void header(ByteBuffer bytes) {
        bytes.putInt(0x514649fb).putInt(3); // magic, version
        bytes.putLong(0).putInt(0); // no backing file
        bytes.putInt(16).putLong(1 << 20).putInt(0); // bits of a cluster, virtual size, not encrypted
        bytes.putInt(1).putLong(3L * CLUSTER); // L1 table
        bytes.putLong(CLUSTER).putInt(1); // table of reference counts
        bytes.putInt(0).putLong(0); // no internal snapshots
        bytes.putLong(0).putLong(0).putLong(0); // features: incompatible, compatible, self-clearing
        bytes.putInt(4).putInt(HEADER_LENGTH); // reference counts of 16 bits
    }
}
