package io.virga.agent.disk;

/// The image will not boot here or anywhere, however often it is tried. The message may be shown to the tenant.
public final class UnfitImage extends RuntimeException {
    UnfitImage(String message) {
        super(message);
    }
}
