package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.io.IOException;
import java.util.Optional;

/// VMware's sparse format in one file: `monolithicSparse` and `streamOptimized`.
///
/// The other kinds are a text that names further files, on whichever machine opens it.
final class VmdkSignature implements Signature {

    private static final int SECTOR = 512;

    /// Bytes in which a file shows that it is a descriptor itself.
    private static final int BEGINNING = 4 * SECTOR;

    /// Sectors.
    private static final int LONGEST_DESCRIPTOR = 2048;

    /// Programs expect the descriptor here, and some look nowhere else, whatever the header says.
    private static final int DESCRIPTOR = 1;

    private static final int USUAL_DESCRIPTOR = 20;
    private static final int NEWEST_VERSION = 3;
    private static final int HAS_SECOND_DIRECTORY = 2;
    private static final long MOST_TABLES = 4L << 20;
    private static final long DIRECTORY_AT_END = -1;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var header = Window.of(image, 0, SECTOR);
        if (VmdkDescriptor.isOne(Window.of(image, 0, BEGINNING).text())) {
            return Optional.of(Finding.refused("vmdk", "it only describes extents in other files"));
        }
        if (!header.holds(0, "KDMV")) {
            return Optional.empty();
        }
        var notes = new Notes();
        var sectors = header.littleInt64(12);
        var version = header.littleInt32(4);
        notes.fact("version", version);
        notes.object(version < 1 || version > NEWEST_VERSION, "unknown version", version);
        notes.object(sectors <= 0 || sectors > Long.MAX_VALUE / SECTOR, "capacity");
        checkTables(image, header, sectors, notes);
        checkDescriptor(image, header, notes);
        if (header.littleInt64(56) == DIRECTORY_AT_END) {
            checkFooter(image, header, notes);
        }
        return Optional.of(notes.finding("vmdk", sectors * SECTOR));
    }

    private static void checkTables(ImageBytes image, Window header, long sectors, Notes notes) {
        var grain = header.littleInt64(20);
        var entries = Integer.toUnsignedLong(header.littleInt32(44));
        if (grain < 8 || grain > 1 << 17 || entries < 1 || entries > SECTOR) {
            notes.object(true, "grain size");
            return;
        }
        var tables = Math.ceilDiv(Math.max(0, sectors), grain * entries);
        notes.object(
                tables > MOST_TABLES
                        || lacks(image, header.littleInt64(56), tables)
                        || (header.littleInt32(8) & HAS_SECOND_DIRECTORY) != 0
                                && lacks(image, header.littleInt64(48), tables),
                "size or place of the grain directory");
    }

    private static boolean lacks(ImageBytes image, long directory, long tables) {
        return directory != DIRECTORY_AT_END
                && (directory < 0
                        || directory > image.length() / SECTOR
                        || image.lacks(directory * SECTOR, 4 * tables));
    }

    private static void checkDescriptor(ImageBytes image, Window header, Notes notes) throws IOException {
        var offset = header.littleInt64(28);
        var size = header.littleInt64(36);
        if (offset != DESCRIPTOR || size <= 0 || size > LONGEST_DESCRIPTOR) {
            notes.object(true, "it has no embedded descriptor");
            return;
        }
        var read = Math.max((int) size, USUAL_DESCRIPTOR) * SECTOR;
        var text = Window.of(image, DESCRIPTOR * SECTOR, read).text();
        VmdkDescriptor.check(text.substring(0, (int) size * SECTOR), notes);
        VmdkDescriptor.checkParent(text, notes);
    }

    // The footer repeats the header, and programs believe the footer: a different one would be a second image.
    private static void checkFooter(ImageBytes image, Window header, Notes notes) throws IOException {
        var footer = Window.of(image, image.length() - 2 * SECTOR, SECTOR);
        notes.object(image.length() % SECTOR != 0, "it is not of whole sectors");
        var same = footer.holds(0, "KDMV") && footer.littleInt64(56) != DIRECTORY_AT_END;
        for (int field : new int[] {8, 12, 20, 28, 36}) {
            same &= footer.littleInt64(field) == header.littleInt64(field);
        }
        same &= footer.littleInt32(4) == header.littleInt32(4) && footer.littleInt32(44) == header.littleInt32(44);
        notes.object(!same, "its footer differs from its header");
    }
}
