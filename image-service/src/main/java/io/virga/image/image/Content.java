package io.virga.image.image;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/// The complete data of an image in figures: bytes stored, bytes of the disk inside, and digests in lower-case
/// hexadecimal.
@Embeddable
public record Content(
        Long size, @Column(name = "virtual_size") Long virtualSize, String md5, String sha512) {}
