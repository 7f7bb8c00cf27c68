package io.virga.image.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import java.util.UUID;

/// What was proved when an image's data came: bytes with that SHA-512 (lower-case hexadecimal) were signed by
/// the holder of the certificate, which was valid then. The certificate is null once it was deleted.
@Embeddable
public record Proof(
        @Column(name = "signature_certificate") UUID certificate,
        @Column(name = "signed_sha512") String sha512) {

    /// In one word, of data that has the SHA-512 `stored`: the signature is of these bytes, or of those that
    /// they were converted from; unless nobody vouches for it any more.
    public String status(String stored) {
        if (trustedBy().isEmpty()) {
            return "certificate-deleted";
        }
        return sha512.equals(stored) ? "verified" : "original-verified";
    }

    /// The certificate, unless it was deleted.
    Optional<UUID> trustedBy() {
        return Optional.ofNullable(certificate);
    }
}
