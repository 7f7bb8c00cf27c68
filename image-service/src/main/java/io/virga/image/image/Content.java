package io.virga.image.image;

import io.virga.image.signature.Proof;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.Optional;

/// The complete data of an image in figures: bytes stored, bytes of the disk inside, digests in lower-case
/// hexadecimal, and what was proved of its signature, or null.
@Embeddable
public record Content(
        Long size,
        @Column(name = "virtual_size") Long virtualSize,
        String md5,
        String sha512,
        @Embedded Proof signature) {

    /// Nothing was proved of a signature.
    public Content(Long size, Long virtualSize, String md5, String sha512) {
        this(size, virtualSize, md5, sha512, null);
    }

    public Optional<Proof> proof() {
        return Optional.ofNullable(signature);
    }

    /// The same bytes, for which `proof` counts, too.
    public Content with(Optional<Proof> proof) {
        return new Content(size, virtualSize, md5, sha512, proof.orElse(null));
    }
}
