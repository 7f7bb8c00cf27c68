package io.virga.image.image;

import java.util.Locale;

/// What there is of an image's data.
public enum ImageStatus {
    /// Described, without data.
    QUEUED,
    /// Data is on its way.
    SAVING,
    /// Data is on its way to the stage, or lies there until it is imported.
    UPLOADING,
    /// Data is being fetched or proved.
    IMPORTING,
    /// The data is complete, proved, and will never change.
    ACTIVE,
    /// Complete, but only for an administrator to read.
    DEACTIVATED,
    DELETED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
