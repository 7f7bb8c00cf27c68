package io.virga.image.importing;

/// What an import does next. Each kind has its own bound of how many run at once, so that none keeps the others
/// waiting.
enum ImportKind {
    /// Data is fetched from a server that may be slow.
    DOWNLOAD,
    /// Data that lies in a store is proved.
    PROOF,
    /// Proved data is copied to one more store.
    COPY
}
