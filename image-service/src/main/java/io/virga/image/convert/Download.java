package io.virga.image.convert;

import io.virga.image.data.StoredBytes;
import io.virga.image.image.Content;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.Inspection;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Brings the disk of a stored image to a file. Zeros take no room there.
final class Download {

    private static final int BLOCK = 64 << 10;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final ImageStore store;
    private final Path file;
    private final Runnable progress;

    /// `progress` runs as the bytes come; what it throws ends it.
    Download(ImageStore store, Path file, Runnable progress) {
        this.store = store;
        this.file = file;
        this.progress = progress;
    }

    /// All bytes are read and held against the image's digest. Throws `IOException` when they are not those that were
    /// proved.
    void disk(Place place, Content content, DeclaredFormat format) throws IOException {
        var disk = Inspection.disk(new StoredBytes(store, place, content.size()), format);
        var digest = sha512();
        try (var data = store.read(place, 0, content.size());
                var copy = new RandomAccessFile(file.toFile(), "rw")) {
            copy.setLength(disk.length());
            var block = new byte[BLOCK];
            var end = disk.start() + disk.length();
            for (long at = 0; at < content.size(); ) {
                var read = read(data, block, (int) Math.min(BLOCK, blockEnd(at, disk.start(), end) - at));
                if (read < 0) {
                    break;
                }
                digest.update(block, 0, read);
                if (at >= disk.start() && at < end && !Arrays.equals(block, 0, read, ZEROS, 0, read)) {
                    copy.seek(at - disk.start());
                    copy.write(block, 0, read);
                }
                at += read;
                progress.run();
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(content.sha512())) {
            throw new IOException("the store has other bytes at %s than were written".formatted(place));
        }
    }

    private static int read(InputStream data, byte[] block, int most) {
        try {
            return data.read(block, 0, most);
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }

    // No read goes over an end of the disk.
    private static long blockEnd(long place, long start, long end) {
        if (place < start) {
            return start;
        }
        return place < end ? end : Long.MAX_VALUE;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
