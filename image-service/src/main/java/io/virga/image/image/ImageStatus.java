package io.virga.image.image;

import java.util.Locale;

/// What there is of an image's data.
public enum ImageStatus {
    /// Described, without data.
    QUEUED,
    /// Data is on its way.
    SAVING,
    /// The data is complete, proved, and will never change.
    ACTIVE,
    /// Complete, but only for an administrator to read.
    DEACTIVATED,
    DELETED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
