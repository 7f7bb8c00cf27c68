package io.virga.image.signature;

import io.virga.image.certificate.KeyType;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// What an image's properties say of its signature, as they stand there: nobody has verified it yet, nor looked
/// whether it makes sense. `owner` is the image's project: a certificate that it does not trust proves nothing.
public record SignatureClaim(ProjectId owner, Map<String, String> properties) {

    static final String SIGNATURE = "img_signature";
    static final String HASH_METHOD = "img_signature_hash_method";
    static final String KEY_TYPE = "img_signature_key_type";
    static final String CERTIFICATE = "img_signature_certificate_uuid";

    private static final Pattern PYTHON = Pattern.compile("^b'(.*)'$");
    private static final List<String> PROPERTIES = List.of(SIGNATURE, HASH_METHOD, KEY_TYPE, CERTIFICATE);

    /// Whether the property is one of the four that make a signature.
    public static boolean isMadeBy(String property) {
        return PROPERTIES.contains(property);
    }

    /// Empty for an image that claims nothing.
    public static Optional<SignatureClaim> of(ProjectId owner, Map<String, String> properties) {
        var said = new TreeMap<>(properties);
        said.keySet().retainAll(PROPERTIES);
        return said.isEmpty() ? Optional.empty() : Optional.of(new SignatureClaim(owner, said));
    }

    /// `Invalid` when one of the four properties is missing or makes no sense, so that nothing could be verified.
    public void require() {
        var missing = PROPERTIES.stream()
                .filter(property -> !properties.containsKey(property))
                .toList();
        if (!missing.isEmpty()) {
            throw new Invalid(
                    "The signature of the image is not complete: %s is missing.".formatted(String.join(", ", missing)));
        }
        certificate();
        hash();
        keyType();
        bytes();
    }

    UUID certificate() {
        var text = properties.get(CERTIFICATE);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid("%s: '%s' is not a UUID.".formatted(CERTIFICATE, text));
        }
    }

    HashMethod hash() {
        return HashMethod.named(properties.get(HASH_METHOD))
                .orElseThrow(() -> unknown(HASH_METHOD, HashMethod.words()));
    }

    KeyType keyType() {
        return KeyType.named(properties.get(KEY_TYPE)).orElseThrow(() -> unknown(KEY_TYPE, KeyType.words()));
    }

    private Invalid unknown(String property, List<String> known) {
        return new Invalid("%s: '%s' is not one of %s.".formatted(property, properties.get(property), known));
    }

    /// The signature itself. Line breaks do not matter: they are in what the tool `base64` prints, and Glance takes
    /// them. Nor does Python's way to write bytes, `b'…'`, which is what python-openstackclient 6.0 sends.
    byte[] bytes() {
        var text =
                PYTHON.matcher(properties.get(SIGNATURE).replaceAll("\\s", "")).replaceFirst("$1");
        try {
            if (!text.isEmpty()) {
                return Base64.getDecoder().decode(text);
            }
        } catch (IllegalArgumentException e) {
            throw new Invalid("%s: this is not Base64.".formatted(SIGNATURE));
        }
        throw new Invalid("%s: it is empty.".formatted(SIGNATURE));
    }
}
