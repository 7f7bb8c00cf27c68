package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Cloud;
import io.virga.cli.output.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// The image that an upload has begun, noted for whoever runs the same command again: the same file, unchanged, for an
/// image of the same description, in the same project of the same cloud. Only its owner can read it.
final class UploadNote {

    /// Services give uploads up much earlier.
    private static final Duration LONGEST_KEPT = Duration.ofDays(30);

    private final Path note;
    private final String version;

    private UploadNote(Path note, String version) {
        this.note = note;
        this.version = version;
    }

    /// Logs in, to learn the project.
    static UploadNote of(Path state, Path file, JsonNode description, Cloud cloud) {
        var version = version(file);
        var key = String.join(
                "\n",
                version,
                cloud.settings().required("auth_url"),
                cloud.settings().get("region_name", ""),
                cloud.token().projectId(),
                description.toString());
        return new UploadNote(state.resolve("uploads").resolve(sha256(key)), version);
    }

    private static String version(Path file) {
        try {
            return "%s\n%d\n%s".formatted(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw FileParts.unreadable(file, e);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the file is still what it was when this was made.
    boolean isOf(Path file) {
        return version(file).equals(version);
    }

    /// The image's id.
    Optional<String> read() {
        try {
            return Optional.of(Files.readString(note).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// An upload that cannot be noted goes on all the same; `complaints` hears of it. Notes of long ago are erased.
    void write(String image, PrintStream complaints) {
        try {
            Files.createDirectories(
                    note.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var fresh = Files.createTempFile(note.getParent(), "new", ""); // nobody else can read those
            Files.writeString(fresh, image);
            Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE);
            eraseOld(note.getParent());
        } catch (IOException e) {
            complaints.println(
                    SafeText.escaped("If this is interrupted it must begin anew: cannot write " + e.getMessage()));
        }
    }

    private static void eraseOld(Path notes) {
        var oldest = FileTime.from(Instant.now().minus(LONGEST_KEPT));
        try (var all = Files.newDirectoryStream(
                notes, file -> Files.getLastModifiedTime(file).compareTo(oldest) < 0)) {
            for (var old : all) {
                Files.deleteIfExists(old);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the next note tries again
        }
    }

    void erase() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            return; // the next run finds an image that is gone, or done
        }
    }
}
