package io.virga.agent.disk;

import io.virga.agent.host.AtomicFiles;
import io.virga.agent.image.ImageCache.CachedImage;
import io.virga.agent.qemu.QemuImg;
import java.nio.file.Path;

/// A root disk that `Disks.root` has made on a served image, on its way to the same image in a file.
public record LazyRoot(Path file) {

    private static final String SUCCESSOR = "disk-2.qcow2";

    /// Whether it still stands on the served image.
    public boolean isLazy() {
        return Qcow2Header.of(file).backing().startsWith("nbd");
    }

    /// A new file in which nothing is written, on `image`.
    public Path successor(CachedImage image) {
        var successor = file.resolveSibling(SUCCESSOR);
        AtomicFiles.delete(successor);
        QemuImg.overlay(
                image.file().toString(),
                image.format(),
                successor,
                Qcow2Header.of(file).virtualSize());
        return successor;
    }

    /// Has it stand on `image`, while its machine is off.
    public void settle(CachedImage image, QemuImg qemu) {
        qemu.rebase(file, image.file(), image.format());
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
}
