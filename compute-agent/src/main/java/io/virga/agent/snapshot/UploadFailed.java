package io.virga.agent.snapshot;

/// The store did not take all parts. The message is for operators.
public final class UploadFailed extends RuntimeException {
    UploadFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
