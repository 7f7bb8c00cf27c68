package io.virga.agent.snapshot;

import static java.nio.file.StandardOpenOption.WRITE;

import io.virga.agent.host.AtomicFiles;
import io.virga.agent.host.InstanceFolders;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where copies of root disks wait to be uploaded: inside the instance's own folder, so that they go with it.
///
/// An instance has at most one. It has its name only once it is whole and on disk; what has not when the
/// agent starts is nobody's work any more.
public final class SnapshotFiles {

    /// How long a copy is kept that nobody asks for.
    public static final Duration KEPT = Duration.ofDays(1);

    private static final String FOLDER = "snapshot";
    private static final String WHOLE = ".qcow2";
    private static final String UNFINISHED = ".part";

    private final InstanceFolders instances;

    public SnapshotFiles(InstanceFolders instances) {
        this.instances = instances;
        for (var id : instances.all()) {
            if (!whole(id)) {
                discard(id);
            }
        }
    }

    /// The whole copy for `image`.
    public Optional<Path> find(InstanceId id, ImageId image) {
        return Optional.of(folder(id).resolve(image + WHOLE)).filter(Files::exists);
    }

    /// Where to write the copy for `image`; whatever the instance had before is gone.
    public Path begin(InstanceId id, ImageId image) {
        discard(id);
        try {
            Files.createDirectory(folder(id));
            // The hypervisor's own user must get through, and see no names.
            Files.setPosixFilePermissions(folder(id), PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder(id).resolve(image + UNFINISHED);
    }

    /// What `begin` has given is whole now.
    public Path finish(InstanceId id, ImageId image) {
        var unfinished = folder(id).resolve(image + UNFINISHED);
        var whole = folder(id).resolve(image + WHOLE);
        try (var file = FileChannel.open(unfinished, WRITE)) {
            file.force(true);
            AtomicFiles.publish(unfinished, whole);
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void discard(InstanceId id) {
        AtomicFiles.deleteFolder(folder(id));
    }

    /// Whether the instance has a copy that nobody has asked for since `time`.
    public boolean isForgotten(InstanceId id, Instant time) {
        try {
            return Files.isDirectory(folder(id))
                    && Files.getLastModifiedTime(folder(id)).toInstant().isBefore(time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean whole(InstanceId id) {
        if (!Files.isDirectory(folder(id))) {
            return false;
        }
        try (var files = Files.newDirectoryStream(folder(id), "*" + WHOLE)) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(InstanceId id) {
        return instances.of(id).resolve(FOLDER);
    }
}
