package io.virga.image.store;

/// Whom the bytes come from that are to be stored.
public enum Origin {
    /// A client, or a server somewhere: as slow as it is let.
    STRANGER,
    /// Another store, or a disk of the service.
    OURS
}
