package io.virga.sandbox;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Files that belong to another user until it is closed: those that the user could not use otherwise. What everybody
/// may read is not lent to be read.
///
/// Who took over a lent file meanwhile keeps it.
final class Loan implements AutoCloseable {

    private static final String OWNER = "unix:uid";

    private final int user;
    private final Map<Path, Object> owners = new LinkedHashMap<>();

    /// Root alone may lend.
    Loan(int user, List<Shown> files) throws IOException {
        this.user = user;
        try {
            for (var shown : files) {
                lend(shown);
            }
        } catch (IOException e) {
            try {
                close();
            } catch (IOException other) {
                e.addSuppressed(other);
            }
            throw e;
        }
    }

    private void lend(Shown shown) throws IOException {
        var needed = shown.writable() ? Set.of(OTHERS_READ, OTHERS_WRITE) : Set.of(OTHERS_READ);
        if (!Files.getPosixFilePermissions(shown.file()).containsAll(needed)) {
            owners.put(shown.file(), Files.getAttribute(shown.file(), OWNER));
            Files.setAttribute(shown.file(), OWNER, user);
        }
    }

    /// Gives every file back that can be. Throws what went wrong first, with the rest as suppressed.
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (var lent : owners.entrySet()) {
            try {
                giveBack(lent.getKey(), lent.getValue());
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void giveBack(Path file, Object owner) throws IOException {
        try {
            if (Files.getAttribute(file, OWNER).equals(user)) {
                Files.setAttribute(file, OWNER, owner);
            }
        } catch (NoSuchFileException _) {
            return; // deleted meanwhile
        }
    }
}
