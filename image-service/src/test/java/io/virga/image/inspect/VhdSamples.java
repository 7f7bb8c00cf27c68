package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;

/// Small VHD images. What a test changes in them it seals again, unless a wrong checksum is what it wants.
final class VhdSamples {

    static final int DATA = 64 << 10;
    static final int DYNAMIC_HEADER = 512;
    static final int DYNAMIC_FOOTER = 4096;

    private VhdSamples() {}

    /// 64 KiB of data and a footer.
    static Sample fixed() {
        return sealed(footer(Sample.of(DATA + 512), DATA, DATA, 2).int64(DATA + 16, -1), DATA);
    }

    /// An empty disk: footer, header, block table, footer.
    static Sample dynamic() {
        return sealedDynamic(dynamicUnsealed(3));
    }

    static Sample dynamicUnsealed(int type) {
        var sample = Sample.of(DYNAMIC_FOOTER + 512)
                .text(DYNAMIC_HEADER, "cxsparse")
                .int64(DYNAMIC_HEADER + 8, -1)
                .int64(DYNAMIC_HEADER + 16, 1536)
                .int32(DYNAMIC_HEADER + 24, 0x10000)
                .int32(DYNAMIC_HEADER + 28, 32)
                .int32(DYNAMIC_HEADER + 32, 2 << 20);
        for (int place : new int[] {0, DYNAMIC_FOOTER}) {
            footer(sample, place, Samples.DISK, type).int64(place + 16, DYNAMIC_HEADER);
        }
        return sample;
    }

    private static Sample footer(Sample sample, int place, long size, int type) {
        return sample.text(place, "conectix")
                .int32(place + 8, 2)
                .int32(place + 12, 0x10000)
                .int64(place + 40, size)
                .int64(place + 48, size)
                .int32(place + 60, type);
    }

    static Sample sealedDynamic(Sample sample) {
        checksum(sample, DYNAMIC_HEADER, 1024, DYNAMIC_HEADER + 36);
        return sealed(sealed(sample, 0), DYNAMIC_FOOTER);
    }

    /// With the right checksum in the footer at `place`.
    static Sample sealed(Sample sample, int place) {
        return checksum(sample, place, 512, place + 64);
    }

    private static Sample checksum(Sample sample, int from, int count, int place) {
        sample.int32(place, 0);
        var sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += sample.array()[i] & 0xff;
        }
        return sample.int32(place, ~sum);
    }
}
