package io.virga.image.store;

import io.virga.image.ImageConfig;

/// The settings of transfers make sense together.
final class TransferSettings {

    private static final long SMALLEST_PART = 5L << 20;
    private static final int MOST_PARTS = 10_000;

    /// Imports, copies and conversions.
    private static final int OUR_STREAMS = 16;

    private TransferSettings() {}

    /// `IllegalStateException` with the setting to change.
    static void require(ImageConfig config) {
        var upload = config.upload();
        var partSize = upload.partSize().asLongValue();
        require(
                partSize >= SMALLEST_PART && partSize <= Integer.MAX_VALUE,
                "image.upload.part-size is at least 5M, as S3 has it, and less than 2G");
        var largest = upload.maxSize().asLongValue();
        require(
                partSize * MOST_PARTS >= largest,
                "image.upload.part-size is too small for image.upload.max-size: set it to %d or more"
                        .formatted(Math.ceilDiv(largest, MOST_PARTS)));
        require(upload.atOnce() >= 1, "image.upload.at-once is at least 1");
        var downloads = config.download().atOnce();
        require(
                downloads >= 1 && downloads <= S3Settings.REQUESTS_AT_ONCE,
                "image.download.at-once is 1 to " + S3Settings.REQUESTS_AT_ONCE);
        require(!upload.silence().isNegative() && !upload.silence().isZero(), "image.upload.silence is longer than 0s");
        var spool = (upload.atOnce() + OUR_STREAMS) * (MultipartUpload.MOST_UNDER_WAY + 1) * partSize;
        require(
                upload.spoolSize().asLongValue() >= spool,
                "image.upload.spool-size is too small for image.upload.at-once: set it to %d or more".formatted(spool));
        config.stores()
                .forEach((name, store) -> require(
                        store.partsAtOnce() >= 1, "image.stores.%s.parts-at-once is at least 1".formatted(name)));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
