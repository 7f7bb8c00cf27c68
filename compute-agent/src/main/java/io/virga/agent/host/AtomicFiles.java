package io.virga.agent.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/// Files that are either there wholly or not at all, whenever the power goes.
public final class AtomicFiles {

    private AtomicFiles() {}

    public static void write(Path file, byte[] content) {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            publish(temporary, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Renames a file whose content is on disk already.
    public static void publish(Path temporary, Path file) throws IOException {
        Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes `folder` and what is in it; does nothing when it is not there. Links are removed, not followed.
    public static void deleteFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(AtomicFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
