package io.virga.image.web;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads a body that is a document and not an image. This service takes bodies of any size, so each reader must have
/// its own bound.
public final class SmallBody {

    private static final int LARGEST = 1 << 20;

    private SmallBody() {}

    public static String text(InputStream body) {
        try {
            var bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new TooLarge("The request body is larger than %d bytes.".formatted(LARGEST));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Invalid("The request body broke off.");
        }
    }
}
