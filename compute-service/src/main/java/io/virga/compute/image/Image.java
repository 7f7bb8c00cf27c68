package io.virga.compute.image;

import io.virga.model.ImageId;

/// What compute needs to know of an image before it boots one. Sizes are in bytes, `minRam` in MiB, `minDisk` in GiB.
public record Image(ImageId id, String name, String status, long size, long virtualSize, int minRam, int minDisk) {

    private static final long GIB = 1L << 30;

    public boolean isActive() {
        return "active".equals(status);
    }

    /// The smallest root disk that holds it, in GiB.
    public int diskNeeded() {
        var whole = (Math.max(virtualSize, 0) + GIB - 1) / GIB;
        return (int) Math.max(minDisk, Math.min(whole, Integer.MAX_VALUE));
    }
}
