package io.virga.agent.image;

/// The image will not boot here or anywhere, however often it is tried. The message may be shown to the tenant.
public final class UnfitImage extends RuntimeException {
    public UnfitImage(String message) {
        super(message);
    }
}
