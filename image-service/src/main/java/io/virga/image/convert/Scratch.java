package io.virga.image.convert;

import io.quarkus.runtime.StartupEvent;
import io.virga.image.ImageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Folders for conversions under way, in one that nobody else may enter.
///
/// Each process has a folder of its own there, and a lock that ends with it: whoever starts removes what the dead
/// have left.
@ApplicationScoped
class Scratch {

    private static final Logger log = Logger.getLogger(Scratch.class);
    private static final String LOCK = ".lock";

    private final Path root;
    private Path own;

    /// Held for as long as the process lives: a channel that nothing refers to is closed, and its lock with it.
    private FileChannel lock;

    Scratch(ImageConfig config) {
        root = config.conversion().scratch();
    }

    /// One conversion's files: what is read, empty as yet, and what the sandbox writes.
    record Folder(Path path) implements AutoCloseable {

        Path source() {
            return path.resolve("source");
        }

        Path target() {
            return path.resolve("target");
        }

        @Override
        public void close() throws IOException {
            remove(path);
        }
    }

    Folder open() throws IOException {
        var folder =
                new Folder(Files.createDirectory(own().resolve(UUID.randomUUID().toString())));
        Files.createFile(folder.source());
        Files.createFile(folder.target());
        return folder;
    }

    void sweep(@Observes StartupEvent event) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var locks = Files.newDirectoryStream(root, "*" + LOCK)) {
            for (var lock : locks) {
                removeIfDead(lock);
            }
        } catch (IOException e) {
            log.warnf("what former conversions have left in %s stays: %s", root, e.getMessage());
        }
    }

    private static void removeIfDead(Path lock) throws IOException {
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held != null) {
                remove(folderOf(lock));
                Files.deleteIfExists(lock);
            }
        } catch (OverlappingFileLockException _) {
            return; // ours
        }
    }

    private static Path folderOf(Path lock) {
        var name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private synchronized Path own() throws IOException {
        if (own == null || !Files.isDirectory(own)) {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            own = begin();
        }
        return own;
    }

    private Path begin() throws IOException {
        var file = root.resolve(UUID.randomUUID() + LOCK);
        lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        if (!Files.exists(file)) {
            lock.close();
            return begin(); // somebody swept between the two
        }
        return Files.createDirectory(folderOf(file));
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
