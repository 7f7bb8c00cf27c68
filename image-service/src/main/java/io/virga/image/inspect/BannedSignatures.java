package io.virga.image.inspect;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Formats that some tool would open of its own accord, and that no image may have.
final class BannedSignatures implements Signature {

    private static final int SECTOR = 512;
    private static final String OBJECTION = "this format is not accepted";

    private static final Map<String, String> AT_THE_START = Map.of(
            "QED\0", "qed",
            "COWD", "vmdk3",
            "LUKS\u00ba\u00be", "luks",
            "WithoutFreeSpace", "parallels",
            "WithouFreSpacExt", "parallels",
            "Bochs Virtual HD Image", "bochs",
            "#!/bin/sh\n#V2.0 Format\nmodprobe cloop", "cloop");

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        var head = Window.of(image, 0, SECTOR);
        for (var banned : AT_THE_START.entrySet()) {
            if (head.holds(0, banned.getKey())) {
                return Optional.of(Finding.refused(banned.getValue(), OBJECTION));
            }
        }
        return Window.of(image, image.length() - SECTOR, SECTOR).holds(0, "koly")
                ? Optional.of(Finding.refused("dmg", OBJECTION))
                : Optional.empty();
    }
}
