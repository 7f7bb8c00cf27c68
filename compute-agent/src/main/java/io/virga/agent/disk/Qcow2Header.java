package io.virga.agent.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What stands at the beginning of an instance's qcow2: how many bytes its disk has, and the name of what it stands
/// on. No guest can write there. It can be read while a machine has the file open, for which `qemu-img` would wait in
/// vain.
record Qcow2Header(long virtualSize, String backing) {

    private static final int LENGTH = 32;
    private static final int LONGEST_NAME = 1_023;

    static Qcow2Header of(Path file) {
        try (var disk = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = read(disk, 0, LENGTH);
            var name = read(disk, header.getLong(8), Math.clamp(header.getInt(16), 0, LONGEST_NAME));
            return new Qcow2Header(header.getLong(24), UTF_8.decode(name).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }
}
