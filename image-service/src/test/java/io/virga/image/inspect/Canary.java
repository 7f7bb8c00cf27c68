package io.virga.image.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/// A file on this machine that hostile images point to. Neither its text nor its path may ever come out of the service.
public final class Canary {

    public static final String TEXT = "canary " + UUID.randomUUID();
    public static final String PATH = write();

    private Canary() {}

    private static String write() {
        try {
            var file = Files.createTempFile("virga-canary", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, TEXT.repeat(100)).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
