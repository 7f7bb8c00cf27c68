package io.virga.agent.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import io.virga.agent.image.ImageCache.CachedImage;
import io.virga.agent.image.QemuImg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A root disk that `Disks.root` has made on a served image, on its way to the same image in a file.
///
/// What it stands on is read from its own header, where no guest can write; `qemu-img` would wait for a running machine
/// in vain.
public record LazyRoot(Path file) {

    private static final String SUCCESSOR = "disk-2.qcow2";
    private static final int SIZE_AT = 24;
    private static final int HEADER = 32;

    /// Whether it still stands on the served image.
    public boolean isLazy() {
        var header = read(0, HEADER);
        var name = read(header.getLong(8), header.getInt(16));
        return UTF_8.decode(name).toString().startsWith("nbd");
    }

    /// A new file in which nothing is written, on `image`.
    public Path successor(CachedImage image) {
        var successor = file.resolveSibling(SUCCESSOR);
        AtomicFiles.delete(successor);
        QemuImg.overlay(
                image.file().toString(),
                image.format(),
                successor,
                read(0, HEADER).getLong(SIZE_AT));
        return successor;
    }

    /// Has it stand on `image`, while its machine is off.
    public void settle(CachedImage image) {
        QemuImg.rebase(file, image.file(), image.format());
    }

    /// Removes the predecessor, or a successor that came to nothing.
    public void clean() {
        for (var name : new String[] {Qcow2Disks.ROOT, SUCCESSOR}) {
            var other = file.resolveSibling(name);
            if (!other.equals(file)) {
                AtomicFiles.delete(other);
            }
        }
    }

    private ByteBuffer read(long position, int length) {
        var bytes = ByteBuffer.allocate(length);
        try (var disk = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && disk.read(bytes, position + bytes.position()) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }
}
