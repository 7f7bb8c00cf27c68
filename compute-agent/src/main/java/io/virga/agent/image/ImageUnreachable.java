package io.virga.agent.image;

/// The image's bytes could not be had now. The message is for operators.
public final class ImageUnreachable extends RuntimeException {
    ImageUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
