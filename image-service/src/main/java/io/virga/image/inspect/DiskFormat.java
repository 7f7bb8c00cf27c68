package io.virga.image.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The disk formats that an image may be declared to have, under the names of the image API.
public enum DiskFormat {
    AMI,
    ARI,
    AKI,
    VHD,
    VHDX,
    VMDK,
    RAW,
    QCOW2,
    VDI,
    ISO,
    PLOOP;

    /// The word that the API uses.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DiskFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(DiskFormat::word).toList();
    }

    /// What a look at the bytes must find. Amazon's three kinds and Virtuozzo's have no signature that would prove
    /// them: their content is plain bytes to us, and it may not look like anything else.
    DiskFormat content() {
        return switch (this) {
            case AMI, ARI, AKI, PLOOP, RAW -> RAW;
            case VHD, VHDX, VMDK, QCOW2, VDI, ISO -> this;
        };
    }
}
