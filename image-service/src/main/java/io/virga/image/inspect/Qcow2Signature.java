package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// QEMU's copy-on-write format, versions 2 and 3, with neither a backing file nor an external data file.
final class Qcow2Signature implements Signature {

    private static final int HEADER_OF_VERSION_2 = 72;
    private static final int SHORTEST_HEADER = 104;
    private static final int LONGEST_HEADER = 512;
    private static final int MOST_EXTENSIONS = 64;
    private static final int MOST_SNAPSHOTS = 64;
    private static final long LARGEST_L1_TABLE = 32L << 20;
    private static final long LARGEST_REFCOUNT_TABLE = 8L << 20;

    private static final long CORRUPT = 1 << 1;
    private static final long EXTERNAL_DATA_FILE = 1 << 2;
    private static final long COMPRESSION_TYPE = 1 << 3;
    private static final long KNOWN_INCOMPATIBLE = 0x1f;

    private static final int ZSTD = 1;

    /// As a power of two.
    private static final int MOST_REFCOUNT_BITS = 6;

    private static final List<String> INCOMPATIBLE_FEATURES =
            List.of("dirty", "corrupt", "external data file", "compression type", "extended l2");

    private static final int LONGEST_BACKING_NAME = 1023;
    private static final int BACKING_FORMAT_EXTENSION = 0xE2792ACA;
    private static final int DATA_FILE_EXTENSION = 0x44415441;
    private static final int ENCRYPTION_EXTENSION = 0x0537be77;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var header = Window.of(image, 0, LONGEST_HEADER);
        if (!header.holds(0, "QFI\u00fb")) {
            return Optional.empty();
        }
        var notes = new Notes();
        var version = header.int32(4);
        notes.object(version != 2 && version != 3, "unknown version", version);
        notes.object(header.int64(8) != 0 || header.int32(16) != 0, "it has a backing file");
        notes.object(header.int32(32) != 0, "it is encrypted");
        describe(image, header, notes);
        checkTables(image, header, notes);
        if (version == 3) {
            checkFeatures(header, notes);
        }
        checkExtensions(image, header, notes);
        return Optional.of(notes.finding("qcow2", header.int64(24)));
    }

    private static void describe(ImageBytes image, Window header, Notes notes) throws IOException {
        notes.fact("version", header.int32(4));
        notes.fact("cluster_size", 1L << Math.clamp(header.int32(20), 0, 62));
        notes.fact("internal_snapshots", Integer.toUnsignedLong(header.int32(60)));
        var nameLength = Math.clamp(header.int32(16), 0, LONGEST_BACKING_NAME);
        if (nameLength > 0) {
            notes.quote(
                    "backing_file",
                    Window.of(image, header.int64(8), nameLength).text());
        }
        if (header.int32(4) == 3) {
            var bits = header.int64(72);
            notes.fact(
                    "incompatible_features",
                    IntStream.range(0, Long.SIZE)
                            .filter(bit -> (bits >>> bit & 1) != 0)
                            .mapToObj(bit -> bit < INCOMPATIBLE_FEATURES.size()
                                    ? INCOMPATIBLE_FEATURES.get(bit)
                                    : "unknown bit " + bit)
                            .toList());
        }
    }

    private static void checkFeatures(Window header, Notes notes) {
        var incompatible = header.int64(72);
        notes.object((incompatible & EXTERNAL_DATA_FILE) != 0, "it has an external data file");
        notes.object((incompatible & CORRUPT) != 0, "it is marked corrupt");
        notes.object((incompatible & ~KNOWN_INCOMPATIBLE) != 0, "it needs unknown features");
        var compression = header.int32(104) >>> 24;
        notes.object((incompatible & COMPRESSION_TYPE) != 0 && compression > ZSTD, "unknown compression");
        notes.object(Integer.compareUnsigned(header.int32(96), MOST_REFCOUNT_BITS) > 0, "size of its refcounts");
    }

    // Whoever opens the image allocates these tables by the sizes that the header claims.
    private static void checkTables(ImageBytes image, Window header, Notes notes) {
        var clusterBits = header.int32(20);
        if (clusterBits < 9 || clusterBits > 21) {
            notes.object(true, "cluster size");
            return;
        }
        var l1Bytes = Integer.toUnsignedLong(header.int32(36)) * 8;
        notes.object(
                l1Bytes > LARGEST_L1_TABLE
                        || l1Bytes > 0 && !isPlace(header.int64(40), clusterBits)
                        || image.lacks(header.int64(40), l1Bytes),
                "size or place of the L1 table");
        notes.object(
                l1Bytes / 8 < Math.ceilDivExact(Math.max(0, header.int64(24)), 1L << (2 * clusterBits - 3)),
                "the L1 table is too short for the disk");
        var refcountBytes = Integer.toUnsignedLong(header.int32(56)) << clusterBits;
        notes.object(
                refcountBytes == 0
                        || refcountBytes > LARGEST_REFCOUNT_TABLE
                        || !isPlace(header.int64(48), clusterBits)
                        || image.lacks(header.int64(48), refcountBytes),
                "size or place of the refcount table");
        var snapshots = header.int32(60);
        notes.object(Integer.compareUnsigned(snapshots, MOST_SNAPSHOTS) > 0, "too many internal snapshots");
        notes.object(snapshots != 0 && image.lacks(header.int64(64), 1), "place of the internal snapshots");
    }

    // A table begins with a cluster, and the first one is the header's.
    private static boolean isPlace(long offset, int clusterBits) {
        return offset > 0 && (offset & ((1L << clusterBits) - 1)) == 0;
    }

    private static void checkExtensions(ImageBytes image, Window header, Notes notes) throws IOException {
        var isVersion3 = header.int32(4) == 3;
        var headerLength = isVersion3 ? header.int32(100) : HEADER_OF_VERSION_2;
        var shortest = isVersion3 ? SHORTEST_HEADER : HEADER_OF_VERSION_2;
        if (headerLength < shortest || headerLength > LONGEST_HEADER || headerLength % 8 != 0) {
            notes.object(true, "header length");
            return;
        }
        var end = Math.min(image.length(), 1L << Math.clamp(header.int32(20), 9, 21));
        long offset = headerLength;
        for (int i = 0; i < MOST_EXTENSIONS; i++) {
            var extension = Window.of(image, offset, 8);
            var length = extension.int32(4);
            switch (extension.int32(0)) {
                case 0 -> {
                    return;
                }
                case BACKING_FORMAT_EXTENSION -> notes.object(true, "it names the format of a backing file");
                case DATA_FILE_EXTENSION -> notes.object(true, "it names an external data file");
                case ENCRYPTION_EXTENSION -> notes.object(true, "it is encrypted");
                default -> {} // names of features, bitmaps and the like lead nowhere
            }
            if (length < 0 || offset + 8 + length > end) {
                notes.object(true, "length of a header extension");
                return;
            }
            offset += 8 + ((length + 7L) & ~7L);
        }
        notes.object(true, "too many header extensions");
    }
}
