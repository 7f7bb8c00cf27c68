package io.virga.image.image;

import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.signature.SignatureClaim;
import java.util.Optional;

/// What an image's owner says of its bytes: what they are, and perhaps who has signed them.
public record Declaration(DeclaredFormat format, Optional<SignatureClaim> signature) {

    public static Declaration unsigned(DeclaredFormat format) {
        return new Declaration(format, Optional.empty());
    }
}
