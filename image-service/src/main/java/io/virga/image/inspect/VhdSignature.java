package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Microsoft's VHD ("vpc" to QEMU), fixed or dynamic. A fixed one is plain data with a footer: only the tail tells.
final class VhdSignature implements Signature {

    private static final int FOOTER = 512;
    private static final int DYNAMIC_HEADER = 1024;
    private static final int PARENT_ID = 40;
    private static final int PARENT_NAME = 64;
    private static final int PARENT_LOCATORS = 576;
    private static final String COOKIE = "conectix";
    private static final int FIXED = 2;
    private static final int DYNAMIC = 3;
    private static final int DIFFERENCING = 4;
    private static final Map<Integer, String> TYPES =
            Map.of(FIXED, "fixed", DYNAMIC, "dynamic", DIFFERENCING, "differencing");
    private static final int SMALLEST_BLOCK = 512;
    private static final int LARGEST_BLOCK = 1 << 28;
    private static final int MOST_BLOCKS = 8 << 20;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var head = Window.of(image, 0, FOOTER);
        var tail = tail(image);
        if (!head.holds(0, COOKIE) && !tail.holds(0, COOKIE)) {
            return Optional.empty();
        }
        var notes = new Notes();
        notes.object(!tail.holds(0, COOKIE), "it has no footer");
        notes.object(image.length() % FOOTER != 0, "it is not of whole sectors");
        var footer = tail.holds(0, COOKIE) ? tail : head;
        checkSum(footer, FOOTER, 64, notes);
        notes.fact("type", TYPES.getOrDefault(footer.int32(60), "type " + footer.int32(60)));
        switch (footer.int32(60)) {
            case FIXED -> checkFixed(image, head, footer, notes);
            case DYNAMIC -> checkDynamic(image, head, footer, notes);
            case DIFFERENCING -> notes.object(true, "it has a parent");
            default -> notes.object(true, "disk type " + footer.int32(60));
        }
        return Optional.of(notes.finding("vhd", footer.int64(48)));
    }

    // Some programs count sectors, and find a footer that is cut off by a byte, as old ones are.
    private static Window tail(ImageBytes image) throws IOException {
        var lastBytes = Window.of(image, image.length() - FOOTER, FOOTER);
        return lastBytes.holds(0, COOKIE)
                ? lastBytes
                : Window.of(image, (image.length() - 1) / FOOTER * FOOTER, FOOTER);
    }

    // Programs that look at the head first would see another disk than those that look at the tail.
    private static void checkFixed(ImageBytes image, Window head, Window footer, Notes notes) {
        notes.object(head.holds(0, COOKIE), "its footer differs from its header");
        notes.object(footer.int64(48) != image.length() - FOOTER, "its size is not that of its disk");
    }

    private static void checkDynamic(ImageBytes image, Window head, Window footer, Notes notes) throws IOException {
        notes.object(
                !head.holds(0, COOKIE)
                        || head.int32(60) != DYNAMIC
                        || head.int64(48) != footer.int64(48)
                        || head.int64(16) != footer.int64(16),
                "its footer differs from its header");
        checkSum(head, FOOTER, 64, notes);
        var dynamic = Window.of(image, footer.int64(16), DYNAMIC_HEADER);
        if (!dynamic.holds(0, "cxsparse")) {
            notes.object(true, "it has no block table");
            return;
        }
        checkSum(dynamic, DYNAMIC_HEADER, 36, notes);
        var blocks = dynamic.int32(28);
        var blockSize = dynamic.int32(32);
        notes.object(blockSize < SMALLEST_BLOCK || blockSize > LARGEST_BLOCK, "block size");
        notes.object(
                blocks < 0
                        || blocks > MOST_BLOCKS
                        || footer.int64(48) > (long) blocks * blockSize
                        || image.lacks(dynamic.int64(16), 4L * blocks),
                "size or place of the block table");
        var namesParent = !dynamic.isZero(PARENT_ID, 16)
                || !dynamic.isZero(PARENT_NAME, 512)
                || !dynamic.isZero(PARENT_LOCATORS, 8 * 24);
        notes.object(namesParent, "it names a parent");
    }

    // The checksum is the complement of the sum of all other bytes.
    private static void checkSum(Window header, int length, int place, Notes notes) {
        var others = header.sum(0, place) + header.sum(place + 4, length - place - 4);
        notes.object(header.int32(place) != ~others, "checksum");
    }
}
