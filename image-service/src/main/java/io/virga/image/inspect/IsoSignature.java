package io.virga.image.inspect;

import java.io.IOException;
import java.util.Optional;

/// An optical disc image. A partition table in its unused first sectors is usual and harmless.
final class IsoSignature implements Signature {

    private static final long FIRST_VOLUME_DESCRIPTOR = 0x8000;

    @Override
    public Optional<Finding> find(ImageBytes image) throws IOException {
        return Window.of(image, FIRST_VOLUME_DESCRIPTOR, 8).holds(1, "CD001")
                ? Optional.of(Finding.plain("iso", image.length()))
                : Optional.empty();
    }
}
