package io.virga.compute.image;

import io.virga.model.ImageId;
import java.util.Map;
import java.util.Set;

/// What compute needs to know of an image. Sizes are in bytes, `minRam` in MiB, `minDisk` in GiB; `properties` are the
/// owner's own.
public record Image(
        ImageId id,
        String name,
        String status,
        String container,
        String diskFormat,
        long size,
        long virtualSize,
        int minRam,
        int minDisk,
        Map<String, String> properties) {

    /// The property, of images and flavors, that says how machines boot; only `LAZY` means anything.
    public static final String BOOT = "virga_boot";

    /// The machine may run before the image has come whole to its host.
    public static final String LAZY = "lazy";

    private static final long GIB = 1L << 30;
    private static final Set<String> BOOTABLE = Set.of("qcow2", "raw");

    public boolean isActive() {
        return "active".equals(status);
    }

    /// True when hosts can make a disk of it as it is.
    public boolean isBootable() {
        return !container.equals("ova") && BOOTABLE.contains(diskFormat);
    }

    /// Whether its owner lets machines run on it before it is whole on their host.
    public boolean bootsLazily() {
        return LAZY.equals(properties.get(BOOT));
    }

    /// The smallest root disk that holds it, in GiB.
    public int diskNeeded() {
        var whole = (Math.max(virtualSize, 0) + GIB - 1) / GIB;
        return (int) Math.max(minDisk, Math.min(whole, Integer.MAX_VALUE));
    }
}
