package io.virga.cli.image;

import io.virga.cli.failure.CliFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file that a download goes to: under its name stands all of it, or what stood there before. The bytes come into
/// another file beside it, which takes its place when it is kept. What is no regular file, such as a pipe or a device,
/// gets the bytes as they come.
final class SavedFile extends OutputStream {

    private final Path file;
    private final Path target;

    /// Null when the bytes go straight to the file.
    private final Path beside;

    private OutputStream out;
    private boolean removed;

    private SavedFile(Path file, Path target, Path beside) {
        this.file = file;
        this.target = target;
        this.beside = beside;
    }

    /// Nothing is made before the first byte comes.
    static SavedFile of(Path file) {
        try {
            var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            var beside = target.resolveSibling(".virga-image-" + UUID.randomUUID());
            return new SavedFile(file, target, isReplaced(file, target) ? beside : null);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /// A file that may be written, in a folder where nothing may be made, is written itself, and so is what a process
    /// has open, by its names under `/dev` and `/proc`.
    private static boolean isReplaced(Path file, Path target) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (!Files.isWritable(target)) {
            throw new AccessDeniedException(file.toString());
        }
        var named = file.toAbsolutePath().normalize();
        var opened = Files.isSymbolicLink(named) && (named.startsWith("/dev") || named.startsWith("/proc"));
        return !opened && Files.isWritable(target.getParent());
    }

    /// What whoever interrupts the download is left with.
    String whenInterrupted() {
        return beside == null ? file + " has not got the whole image." : "Nothing was saved. Run the command again.";
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            opened().write(bytes, offset, length);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    private OutputStream opened() throws IOException {
        if (out == null) {
            out = beside == null ? Files.newOutputStream(file) : open();
        }
        return out;
    }

    private synchronized OutputStream open() throws IOException {
        if (removed) {
            return OutputStream.nullOutputStream();
        }
        var stream = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (Files.exists(target)) {
            Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
        }
        return stream;
    }

    /// Puts what has come in the place of what was there; a file of the same name keeps its permissions.
    void keep() {
        try {
            opened().close();
            if (beside != null) {
                replace();
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private synchronized void replace() throws IOException {
        if (removed) {
            throw new IOException("it was interrupted");
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes away what has come and is not kept. Any thread may call it, while others write.
    void remove() {
        if (beside == null) {
            return; // and waits for nobody who waits for the other end of a pipe
        }
        synchronized (this) {
            removed = true;
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                return; // it stays behind, under a name of its own
            }
        }
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            // what could not be written was told already
        }
        remove();
    }

    private static CliFailure unwritable(Path file, IOException e) {
        var reason = switch (e) {
            case NoSuchFileException _ -> "its folder is not there";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException told when told.getReason() != null -> told.getReason();
            default -> e.getMessage();
        };
        return CliFailure.of("Cannot write the file %s: %s.".formatted(file, reason))
                .advise("Is there room, and may you write there?")
                .causedBy(e);
    }
}
