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

    private static final long GIB = 1L << 30;
    private static final Set<String> BOOTABLE = Set.of("qcow2", "raw");

    public boolean isActive() {
        return "active".equals(status);
    }

    /// True when hosts can make a disk of it as it is.
    public boolean isBootable() {
        return !container.equals("ova") && BOOTABLE.contains(diskFormat);
    }

    /// The smallest root disk that holds it, in GiB.
    public int diskNeeded() {
        var whole = (Math.max(virtualSize, 0) + GIB - 1) / GIB;
        return (int) Math.max(minDisk, Math.min(whole, Integer.MAX_VALUE));
    }
}
