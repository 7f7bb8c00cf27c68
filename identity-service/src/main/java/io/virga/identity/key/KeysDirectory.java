package io.virga.identity.key;

import io.virga.identity.IdentityConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;

/// The folder of secret keys. What is in it is readable by the service's own account only.
@ApplicationScoped
public class KeysDirectory {

    private final Path folder;

    KeysDirectory(IdentityConfig config) {
        folder = config.keysDir();
    }

    /// The texts of the files with this ending, in the order of their names.
    public List<String> readAll(String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .map(KeysDirectory::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("identity.keys-dir %s cannot be read".formatted(folder), e);
        }
    }

    /// The text of the file, which is written first when it is not there. Of two processes that do so at once, both
    /// get what one of them wrote.
    public String readOrMake(String name, Supplier<String> text) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, text.get());
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("identity.keys-dir %s cannot be written to".formatted(folder), e);
        }
    }

    /// Does nothing when there is no such file.
    public void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("identity.keys-dir %s cannot be written to".formatted(folder), e);
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.createTempFile(folder, ".new-", "", ownerOnly);
        try {
            Files.writeString(whole, text);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            return; // another process was first
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key %s cannot be read".formatted(file), e);
        }
    }
}
