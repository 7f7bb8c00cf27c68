package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Objections;
import java.io.IOException;
import java.util.Optional;

/// Microsoft's VHD ("vpc" to QEMU), fixed or dynamic. A fixed one is plain data with a footer: only the tail tells.
final class VhdSignature implements Signature {

    private static final int FOOTER = 512;
    private static final String COOKIE = "conectix";
    private static final int FIXED = 2;
    private static final int DYNAMIC = 3;
    private static final int DIFFERENCING = 4;
    private static final int SMALLEST_BLOCK = 512;
    private static final int LARGEST_BLOCK = 1 << 28;
    private static final int MOST_BLOCKS = 8 << 20;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var head = Window.of(image, 0, FOOTER);
        var tail = Window.of(image, image.length() - FOOTER, FOOTER);
        if (!head.holds(0, COOKIE) && !tail.holds(0, COOKIE)) {
            return Optional.empty();
        }
        var objections = new Objections();
        objections.when(!tail.holds(0, COOKIE), "it has no footer");
        var footer = tail.holds(0, COOKIE) ? tail : head;
        switch (footer.int32(60)) {
            case FIXED -> objections.when(footer.int64(48) > image.length(), "it is shorter than its disk");
            case DYNAMIC -> checkDynamic(image, head, footer, objections);
            case DIFFERENCING -> objections.when(true, "it has a parent");
            default -> objections.when(true, "disk type " + footer.int32(60));
        }
        return Optional.of(new Finding("vhd", footer.int64(48), objections.all()));
    }

    private static void checkDynamic(ImageBytes image, Window head, Window footer, Objections objections)
            throws IOException {
        objections.when(
                !head.holds(0, COOKIE)
                        || head.int32(60) != DYNAMIC
                        || head.int64(48) != footer.int64(48)
                        || head.int64(16) != footer.int64(16),
                "its footer differs from its header");
        var dynamic = Window.of(image, footer.int64(16), 1024);
        var blocks = dynamic.int32(28);
        var blockSize = dynamic.int32(32);
        objections.when(!dynamic.holds(0, "cxsparse"), "it has no block table");
        objections.when(blocks < 0 || blocks > MOST_BLOCKS, "size of the block table");
        objections.when(blockSize < SMALLEST_BLOCK || blockSize > LARGEST_BLOCK, "block size");
        objections.when(!dynamic.isZero(40, 16), "it names a parent");
    }
}
