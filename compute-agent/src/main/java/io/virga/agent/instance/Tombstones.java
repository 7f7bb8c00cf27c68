package io.virga.agent.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// Remembers for a day which instances were destroyed, and at which generation: a launch that was sent before and
/// arrives after must not bring one back.
public final class Tombstones {

    static final Duration KEPT = Duration.ofDays(1);

    private final Path folder;

    public Tombstones(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void set(InstanceId id, long generation) {
        AtomicFiles.write(file(id), Long.toString(generation).getBytes(UTF_8));
    }

    OptionalLong generation(InstanceId id) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file(id))));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(InstanceId id) {
        AtomicFiles.delete(file(id));
    }

    void removeOlderThan(Instant time) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    AtomicFiles.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(InstanceId id) {
        return folder.resolve(id.toString());
    }
}
