package io.virga.agent.image;

/// The host's disk has no room for the image, whatever unused images are dropped. The message is for
/// operators.
public final class NoRoomForImage extends RuntimeException {
    NoRoomForImage(String message) {
        super(message);
    }
}
