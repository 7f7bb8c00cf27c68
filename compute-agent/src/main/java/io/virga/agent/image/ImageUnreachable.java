package io.virga.agent.image;

import io.virga.model.ImageId;

/// The image's bytes could not be had now. The message is for operators, who find the image by it.
public final class ImageUnreachable extends RuntimeException {

    private final transient String reason;

    ImageUnreachable(ImageId image, String reason, Throwable cause) {
        super("image " + image + ": " + reason, cause);
        this.reason = reason;
    }

    ImageUnreachable(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /// The same without the image, for places that name it already.
    String reason() {
        return reason;
    }
}
