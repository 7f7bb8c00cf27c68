package io.virga.agent.host;

import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One folder for each instance that has files on this host. Its name is the instance's id and nothing of the tenant's.
public final class InstanceFolders {

    private final Path root;

    public InstanceFolders(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
            // The hypervisor's own user must get through, and see no names.
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path of(InstanceId id) {
        return root.resolve(id.toString());
    }

    public Path consoleLog(InstanceId id) {
        return of(id).resolve("console.log");
    }

    /// An empty folder, whatever was there before.
    public Path createAnew(InstanceId id) {
        var folder = of(id);
        AtomicFiles.deleteFolder(folder);
        try {
            Files.createDirectory(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(InstanceId id) {
        AtomicFiles.deleteFolder(of(id));
    }

    /// Those of instances; what else may lie there is none of our business.
    public List<InstanceId> all() {
        var ids = new ArrayList<InstanceId>();
        try (var folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var folder : folders) {
                idOf(folder).ifPresent(ids::add);
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InstanceId> idOf(Path folder) {
        try {
            return Optional.of(InstanceId.fromString(folder.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
