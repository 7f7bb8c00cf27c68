package io.virga.image.inspect;

/// What an image's owner says that its bytes are: a disk, as it is or inside of an OVA.
public record DeclaredFormat(DiskFormat disk, boolean isOva) {

    /// The word of the image API for the container that is opened; what is in any other one is taken as it is.
    private static final String OVA = "ova";

    /// `container` is a `container_format` of the image API.
    public static DeclaredFormat of(String container, DiskFormat disk) {
        return new DeclaredFormat(disk, container.equals(OVA));
    }

    public static DeclaredFormat bare(DiskFormat disk) {
        return new DeclaredFormat(disk, false);
    }
}
