package io.virga.image.signature;

import io.virga.image.certificate.KeyType;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What an image's properties say of its signature, which nobody has verified yet. `owner` is the image's
/// project: a certificate that it does not trust proves nothing. `signature` is in Base64.
public record SignatureClaim(ProjectId owner, UUID certificate, HashMethod hash, KeyType keyType, String signature) {

    static final String SIGNATURE = "img_signature";
    static final String HASH_METHOD = "img_signature_hash_method";
    static final String KEY_TYPE = "img_signature_key_type";
    static final String CERTIFICATE = "img_signature_certificate_uuid";

    private static final List<String> PROPERTIES = List.of(SIGNATURE, HASH_METHOD, KEY_TYPE, CERTIFICATE);

    /// Whether the property is one of the four that make a signature.
    public static boolean isMadeBy(String property) {
        return PROPERTIES.contains(property);
    }

    /// Empty for an image that claims nothing. `Invalid` when one of the four properties is missing or makes no
    /// sense.
    public static Optional<SignatureClaim> of(ProjectId owner, Map<String, String> properties) {
        var missing = PROPERTIES.stream()
                .filter(property -> !properties.containsKey(property))
                .toList();
        if (missing.size() == PROPERTIES.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new Invalid(
                    "The signature of the image is not complete: %s is missing.".formatted(String.join(", ", missing)));
        }
        return Optional.of(new SignatureClaim(
                owner,
                certificate(properties.get(CERTIFICATE)),
                HashMethod.named(properties.get(HASH_METHOD))
                        .orElseThrow(() -> unknown(HASH_METHOD, properties, HashMethod.words())),
                KeyType.named(properties.get(KEY_TYPE))
                        .orElseThrow(() -> unknown(KEY_TYPE, properties, KeyType.words())),
                base64(properties.get(SIGNATURE))));
    }

    private static UUID certificate(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid("%s: '%s' is not a UUID.".formatted(CERTIFICATE, text));
        }
    }

    private static Invalid unknown(String property, Map<String, String> properties, List<String> known) {
        return new Invalid("%s: '%s' is not one of %s.".formatted(property, properties.get(property), known));
    }

    private static String base64(String text) {
        if (decoded(text).length == 0) {
            throw new Invalid("%s: this is not Base64.".formatted(SIGNATURE));
        }
        return text;
    }

    byte[] bytes() {
        return decoded(signature);
    }

    // Line breaks are in what `base64` prints, and Glance takes them.
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
