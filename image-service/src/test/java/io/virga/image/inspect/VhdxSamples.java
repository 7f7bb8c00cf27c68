package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;

/// Small VHDX images.
final class VhdxSamples {

    static final int HEADER = 64 << 10;
    static final int REGIONS = 192 << 10;
    static final int COPY_OF_REGIONS = 256 << 10;
    static final int METADATA = 2 << 20;
    static final int ITEMS = METADATA + (64 << 10);

    static final String METADATA_REGION = "8b7ca206-4790-4b9a-b8fe-575f050f886e";
    static final String BLOCK_TABLE = "2dc27766-f623-4200-9d64-115e9bfd4a08";
    static final String FILE_PARAMETERS = "caa16737-fa36-4d43-b3b6-33f0aa44e76b";
    static final String DISK_SIZE = "2fa54224-cd1b-4876-b211-5dbed83bf4b8";
    static final String PARENT_LOCATOR = "a8d35f2d-b30b-454d-abf7-d3d84834ab0c";

    private VhdxSamples() {}

    /// An empty disk of 64 MiB.
    static Sample dynamic() {
        var sample = Sample.of(ITEMS + 4096).text(0, "vhdxfile").text(METADATA, "metadata");
        region(sample, 0, METADATA_REGION, METADATA, 1 << 16);
        item(sample, 0, FILE_PARAMETERS, 64 << 10);
        item(sample, 1, DISK_SIZE, (64 << 10) + 8);
        return sample.little32(ITEMS, 32 << 20).little64(ITEMS + 8, Samples.DISK);
    }

    /// The `index`-th region, and the last one, in both copies of the table.
    static Sample region(Sample sample, int index, String id, long offset, int length) {
        for (int table : new int[] {REGIONS, COPY_OF_REGIONS}) {
            var entry = table + 16 + 32 * index;
            sample.text(table, "regi")
                    .little32(table + 8, index + 1)
                    .guid(entry, id)
                    .little64(entry + 16, offset)
                    .little32(entry + 24, length);
        }
        return sample;
    }

    /// The `index`-th item of the metadata, and the last one.
    static Sample item(Sample sample, int index, String id, int offset) {
        var entry = METADATA + 32 * (index + 1);
        return sample.little16(METADATA + 10, index + 1).guid(entry, id).little32(entry + 16, offset);
    }
}
