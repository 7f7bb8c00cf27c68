package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.io.IOException;
import java.util.Optional;

/// VirtualBox' format, dynamic or fixed, without a parent.
final class VdiSignature implements Signature {

    private static final int MAGIC = 0xbeda107f;
    private static final int VERSION_1_1 = 0x00010001;
    private static final int DYNAMIC = 1;
    private static final int FIXED = 2;
    private static final int BLOCK = 1 << 20;
    private static final int MOST_BLOCKS = 64 << 20;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var header = Window.of(image, 0, 512);
        if (header.littleInt32(0x40) != MAGIC) {
            return Optional.empty();
        }
        var notes = new Notes();
        notes.object(header.littleInt32(0x44) != VERSION_1_1, "unknown version");
        var type = header.littleInt32(0x4c);
        notes.fact("type", type == DYNAMIC ? "dynamic" : type == FIXED ? "fixed" : "type " + type);
        notes.object(type != DYNAMIC && type != FIXED, "unknown image type", type);
        var size = header.littleInt64(0x170);
        var blocks = header.littleInt32(0x180);
        notes.object(header.littleInt32(0x178) != BLOCK, "block size");
        notes.object(
                blocks < 0
                        || blocks > MOST_BLOCKS
                        || size > (long) blocks * BLOCK
                        || image.lacks(Integer.toUnsignedLong(header.littleInt32(0x154)), 4L * blocks),
                "size or place of the block table");
        notes.object(!header.isZero(0x1a8, 32), "it has a parent");
        return Optional.of(notes.finding("vdi", size));
    }
}
