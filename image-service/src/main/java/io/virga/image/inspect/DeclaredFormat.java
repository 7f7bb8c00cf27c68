package io.virga.image.inspect;

import io.virga.image.signature.SignatureClaim;
import java.util.Optional;

/// What an image's owner says that its bytes are: a disk, as it is or inside of an OVA, and perhaps who has signed
/// them.
public record DeclaredFormat(DiskFormat disk, boolean isOva, Optional<SignatureClaim> signature) {

    /// The word of the image API for the container that is opened; what is in any other one is taken as it is.
    private static final String OVA = "ova";

    /// `container` is a `container_format` of the image API.
    public static DeclaredFormat of(String container, DiskFormat disk) {
        return new DeclaredFormat(disk, container.equals(OVA), Optional.empty());
    }

    public static DeclaredFormat bare(DiskFormat disk) {
        return new DeclaredFormat(disk, false, Optional.empty());
    }

    /// The same, whose bytes are signed if there is a claim.
    public DeclaredFormat signed(Optional<SignatureClaim> claim) {
        return new DeclaredFormat(disk, isOva, claim);
    }
}
