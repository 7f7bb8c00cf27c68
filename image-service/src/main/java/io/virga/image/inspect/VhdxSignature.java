package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Objections;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// Microsoft's VHDX without a parent.
final class VhdxSignature implements Signature {

    private static final long REGION_TABLE = 0x30000;
    private static final int TABLE = 0x10000;
    private static final int MOST_ENTRIES = 2047;
    private static final int ENTRY = 32;
    private static final int HAS_PARENT = 2;
    private static final int SMALLEST_BLOCK = 1 << 20;
    private static final int LARGEST_BLOCK = 1 << 28;

    private static final UUID METADATA_REGION = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");
    private static final UUID DISK_SIZE = UUID.fromString("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
    private static final UUID FILE_PARAMETERS = UUID.fromString("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
    private static final UUID PARENT_LOCATOR = UUID.fromString("a8d35f2d-b30b-454d-abf7-d3d84834ab0c");

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        if (!Window.of(image, 0, 8).holds(0, "vhdxfile")) {
            return Optional.empty();
        }
        var objections = new Objections();
        var metadata = metadataRegion(image);
        var size = 0L;
        if (metadata < 0) {
            objections.when(true, "it has no metadata");
        } else {
            size = readMetadata(image, metadata, objections);
        }
        return Optional.of(new Finding("vhdx", size, objections.all()));
    }

    private static long metadataRegion(ImageBytes image) throws IOException {
        var regions = Window.of(image, REGION_TABLE, TABLE);
        if (!regions.holds(0, "regi")) {
            return -1;
        }
        var count = Integer.toUnsignedLong(regions.littleInt32(8));
        for (int entry = 16; entry < 16 + Math.min(count, MOST_ENTRIES) * ENTRY; entry += ENTRY) {
            if (guid(regions, entry).equals(METADATA_REGION)) {
                return regions.littleInt64(entry + 16);
            }
        }
        return -1;
    }

    private static long readMetadata(ImageBytes image, long region, Objections objections) throws IOException {
        var table = Window.of(image, region, TABLE);
        objections.when(!table.holds(0, "metadata"), "its metadata is damaged");
        var size = -1L;
        var hasParameters = false;
        for (int i = 1; i <= Math.min(table.littleInt16(10), MOST_ENTRIES); i++) {
            var id = guid(table, i * ENTRY);
            var item = Window.of(image, region + Integer.toUnsignedLong(table.littleInt32(i * ENTRY + 16)), 8);
            if (id.equals(DISK_SIZE)) {
                size = item.littleInt64(0);
            } else if (id.equals(FILE_PARAMETERS)) {
                hasParameters = true;
                var block = item.littleInt32(0);
                objections.when(block < SMALLEST_BLOCK || block > LARGEST_BLOCK, "block size");
                objections.when((item.littleInt32(4) & HAS_PARENT) != 0, "it has a parent");
            } else {
                objections.when(id.equals(PARENT_LOCATOR), "it names a parent");
            }
        }
        objections.when(!hasParameters, "it has no file parameters");
        return size;
    }

    // Microsoft's byte order: the first three fields little-endian, the rest as it is written.
    private static UUID guid(Window bytes, int offset) {
        var first = Integer.toUnsignedLong(bytes.littleInt32(offset)) << 32
                | (long) bytes.littleInt16(offset + 4) << 16
                | bytes.littleInt16(offset + 6);
        return new UUID(first, bytes.int64(offset + 8));
    }
}
