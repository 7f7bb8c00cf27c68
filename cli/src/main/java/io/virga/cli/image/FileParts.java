package io.virga.cli.image;

import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.Content.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of `size` bytes in parts of `partSize`, numbered from 1; the last one has the rest.
record FileParts(Path file, long size, long partSize) {

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static CliFailure unreadable(Path file, IOException e) {
        return CliFailure.of("Cannot read the file " + file + ": " + e.getMessage())
                .advise("Is it still there, and may you read it?");
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(size, partSize));
    }

    Slice slice(int number) {
        var offset = (number - 1) * partSize;
        return new Slice(file, offset, Math.min(partSize, size - offset));
    }

    /// In lower-case hexadecimal.
    String sha256(int number) {
        try (var bytes = slice(number).open()) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (var read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
