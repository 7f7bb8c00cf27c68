package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;

/// VMDK images that differ from the plain one in where their parts lie.
final class VmdkSamples {

    static final int SECTOR = 512;
    static final String DESCRIPTOR = """
            # Disk DescriptorFile
            version=1
            CID=4ab1c2d3
            parentCID=ffffffff
            createType="monolithicSparse"
            RW 131072 SPARSE "disk.vmdk"
            """;

    private static final int LENGTH = 128 << 10;

    private VmdkSamples() {}

    /// Its directory is where a footer says, at the end.
    static Sample stream() {
        var sample = Samples.vmdk("RW 131072 SPARSE \"disk.vmdk\"", "streamOptimized")
                .little64(56, -1)
                .little32(8, 0x30001);
        return footer(sample, LENGTH - 2 * SECTOR);
    }

    /// A copy of the header at `place`, with a directory.
    static Sample footer(Sample sample, int place) {
        sample.bytes().put(place, sample.array(), 0, SECTOR);
        return sample.little64(place + 56, 26);
    }

    /// With this text for a descriptor, and nothing else there.
    static Sample described(String descriptor) {
        return blank().text(SECTOR, descriptor);
    }

    /// Without a descriptor.
    static Sample blank() {
        var sample = Samples.vmdk();
        sample.bytes().put(SECTOR, new byte[20 * SECTOR]);
        return sample;
    }

    /// A text that describes a disk in other files.
    static Sample text(String descriptor) {
        return Sample.of(4096).text(0, descriptor);
    }
}
