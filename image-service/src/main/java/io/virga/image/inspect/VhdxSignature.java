package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
        var notes = new Notes();
        checkLog(image, notes);
        var metadata = metadataRegion(image, notes);
        var size = 0L;
        if (metadata < 0) {
            notes.object(true, "it has no metadata");
        } else {
            size = readMetadata(image, metadata, notes);
        }
        return Optional.of(notes.finding("vhdx", size));
    }

    // What the log holds is written over the image by whoever opens it, over its metadata too.
    private static void checkLog(ImageBytes image, Notes notes) throws IOException {
        for (var header : new long[] {0x10000, 0x20000}) {
            notes.object(!Window.of(image, header, 64).isZero(48, 16), "it has a log that was not replayed");
        }
    }

    private static long metadataRegion(ImageBytes image, Notes notes) throws IOException {
        var regions = Window.of(image, REGION_TABLE, TABLE);
        if (!regions.holds(0, "regi")) {
            return -1;
        }
        notes.object(!regions.isSameAs(Window.of(image, REGION_TABLE + TABLE, TABLE)), "two copies of a table differ");
        var count = Integer.toUnsignedLong(regions.littleInt32(8));
        notes.object(count > MOST_ENTRIES, "too many regions");
        var metadata = -1L;
        for (int entry = 16; entry < 16 + Math.min(count, MOST_ENTRIES) * ENTRY; entry += ENTRY) {
            var offset = regions.littleInt64(entry + 16);
            var length = Integer.toUnsignedLong(regions.littleInt32(entry + 24));
            if (image.lacks(offset, length)) {
                notes.object(true, "a region lies outside of the image");
                return 0;
            }
            if (guid(regions, entry).equals(METADATA_REGION)) {
                notes.object(metadata >= 0, "it has metadata twice");
                metadata = offset;
            }
        }
        return metadata;
    }

    private static long readMetadata(ImageBytes image, long region, Notes notes) throws IOException {
        var table = Window.of(image, region, TABLE);
        var count = table.littleInt16(10);
        if (!table.holds(0, "metadata") || count > MOST_ENTRIES) {
            notes.object(true, "its metadata is damaged");
            return 0;
        }
        var places = new HashMap<UUID, Long>();
        for (int entry = ENTRY; entry <= count * ENTRY; entry += ENTRY) {
            var place = region + Integer.toUnsignedLong(table.littleInt32(entry + 16));
            if (places.put(guid(table, entry), place) != null) {
                notes.object(true, "its metadata says something twice");
                return 0;
            }
        }
        notes.object(places.containsKey(PARENT_LOCATOR), "it names a parent");
        checkParameters(image, places, notes);
        return places.containsKey(DISK_SIZE)
                ? Window.of(image, places.get(DISK_SIZE), 8).littleInt64(0)
                : -1;
    }

    private static void checkParameters(ImageBytes image, Map<UUID, Long> places, Notes notes) throws IOException {
        if (!places.containsKey(FILE_PARAMETERS)) {
            notes.object(true, "it has no file parameters");
            return;
        }
        var parameters = Window.of(image, places.get(FILE_PARAMETERS), 8);
        var block = parameters.littleInt32(0);
        notes.fact("block_size", Integer.toUnsignedLong(block));
        notes.object(block < SMALLEST_BLOCK || block > LARGEST_BLOCK, "block size");
        notes.object((parameters.littleInt32(4) & HAS_PARENT) != 0, "it has a parent");
    }

    // Microsoft's byte order: the first three fields little-endian, the rest as it is written.
    private static UUID guid(Window bytes, int offset) {
        var first = Integer.toUnsignedLong(bytes.littleInt32(offset)) << 32
                | (long) bytes.littleInt16(offset + 4) << 16
                | bytes.littleInt16(offset + 6);
        return new UUID(first, bytes.int64(offset + 8));
    }
}
