package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// QEMU's format: files that name others, and headers that exhaust whoever believes them.
final class Qcow2Attacks {

    private static final int NAME = 512;
    private static final int EXTENSIONS = 112;
    private static final int DATA_FILE = 0x44415441;
    private static final int HARMLESS = 0x11111111;

    private Qcow2Attacks() {}

    static Stream<Attack> all() {
        return Stream.of(backingFiles(), dataFiles(), headers(), tables()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> backingFiles() {
        var json =
                "json:{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"%s\"}}".formatted(Canary.PATH);
        return Stream.of(
                backing("absolute", backing(Canary.PATH)),
                backing("relative", backing("../../../../../../../.." + Canary.PATH)),
                backing("file:", backing("file:" + Canary.PATH)),
                backing("json:", backing(json)),
                backing("nbd://", backing("nbd://127.0.0.1:10809/secret")),
                backing("http://", backing("http://169.254.169.254/openstack/latest/user_data")),
                backing("a device", backing("/dev/sda")),
                backing("a name of 4096 bytes", backing("/".repeat(4096 - Canary.PATH.length()) + Canary.PATH)),
                backing("a name of 2 GiB", backing(Canary.PATH).int32(16, Integer.MAX_VALUE)),
                backing("in version 2", backing(Canary.PATH).int32(4, 2)),
                backing(
                        "in the header itself",
                        backing(Canary.PATH).int64(8, 128).text(128, Canary.PATH)),
                backing("beyond the end", Samples.qcow2().int64(8, 1L << 40).int32(16, 20)),
                backing("at a negative place", Samples.qcow2().int64(8, -1).int32(16, 20)),
                backing("of length 0", Samples.qcow2().int64(8, NAME).text(NAME, Canary.PATH)),
                backing("without a place", Samples.qcow2().int32(16, 20)),
                backing("only its format", extension(Samples.qcow2(), EXTENSIONS, 0xE2792ACA, 3)));
    }

    private static Attack backing(String how, Sample file) {
        return Attack.of("SEC-01", "qcow2, backing file: " + how, DiskFormat.QCOW2, file, "backing file");
    }

    private static Sample backing(String name) {
        return Samples.qcow2().int64(8, NAME).int32(16, name.length()).text(NAME, name);
    }

    private static Stream<Attack> dataFiles() {
        var path = Canary.PATH;
        var json = "json:{\"driver\":\"file\",\"filename\":\"%s\"}".formatted(path);
        var afterOther = extension(Samples.qcow2(), EXTENSIONS, HARMLESS, 3);
        var farAway = extension(Samples.qcow2(), EXTENSIONS, HARMLESS, 60_000);
        return Stream.of(
                data("bit and extension", dataFile(Samples.qcow2().int64(72, 4), EXTENSIONS, path)),
                data("json:", dataFile(Samples.qcow2().int64(72, 4), EXTENSIONS, json)),
                data("raw", dataFile(Samples.qcow2().int64(72, 4).int64(88, 2), EXTENSIONS, path)),
                data("only the bit", Samples.qcow2().int64(72, 4)),
                data("only the extension", dataFile(Samples.qcow2(), EXTENSIONS, path)),
                data("in a header of 104 bytes", dataFile(Samples.qcow2().int32(100, 104), 104, path)),
                data("in version 2", dataFile(Samples.qcow2().int32(4, 2), 72, path)),
                data("behind an extension of 3 bytes", dataFile(afterOther, EXTENSIONS + 16, path)),
                data("behind an extension of 60000 bytes", dataFile(farAway, EXTENSIONS + 60_008, path)),
                data("behind an empty extension", dataFile(Samples.qcow2().int32(EXTENSIONS, HARMLESS), 120, path)));
    }

    private static Attack data(String how, Sample file) {
        return Attack.of("SEC-02", "qcow2, external data file: " + how, DiskFormat.QCOW2, file, "external data file");
    }

    private static Sample dataFile(Sample sample, int place, String name) {
        return extension(sample, place, DATA_FILE, name.length()).text(place + 8, name);
    }

    private static Sample extension(Sample sample, int place, int type, int length) {
        return sample.int32(place, type).int32(place + 4, length);
    }

    private static Stream<Attack> headers() {
        var endless = Samples.qcow2();
        for (int place = EXTENSIONS; place < 64 << 10; place += 8) {
            extension(endless, place, HARMLESS, 0);
        }
        return Stream.of(
                header("version 0", Samples.qcow2().int32(4, 0), "version 0"),
                header("version 1 (qcow)", Samples.qcow2().int32(4, 1), "version 1"),
                header("version 4", Samples.qcow2().int32(4, 4), "version 4"),
                header("only the magic", Sample.of(4).text(0, "QFI\u00fb"), "version"),
                header("cut off in the header", Samples.qcow2().ofLength(64), "L1 table"),
                header("cut off behind the header", Samples.qcow2().ofLength(112), "L1 table"),
                header("nothing but a header", empty(), "refcount table"),
                header("header of 0 bytes", Samples.qcow2().int32(100, 0), "header length"),
                header("header of 72 bytes", Samples.qcow2().int32(100, 72), "header length"),
                header("header of 2 GiB", Samples.qcow2().int32(100, Integer.MIN_VALUE), "header length"),
                header("header of an odd length", Samples.qcow2().int32(100, 109), "header length"),
                header("unknown feature 5", Samples.qcow2().int64(72, 1 << 5), "unknown features"),
                header("unknown feature 63", Samples.qcow2().int64(72, Long.MIN_VALUE), "unknown features"),
                header("unknown compression", Samples.qcow2().int64(72, 8).int32(104, 7 << 24), "compression"),
                header("marked corrupt", Samples.qcow2().int64(72, 2), "corrupt"),
                header("AES", Samples.qcow2().int32(32, 1), "encrypted"),
                header("LUKS", Samples.qcow2().int32(32, 2), "encrypted"),
                header("encryption 2^31", Samples.qcow2().int32(32, Integer.MIN_VALUE), "encrypted"),
                header("header of LUKS only", extension(Samples.qcow2(), EXTENSIONS, 0x0537be77, 16), "encrypted"),
                header("extensions without end", endless, "too many header extensions"),
                header("an extension that goes back", extension(Samples.qcow2(), EXTENSIONS, HARMLESS, -16), "length"),
                header("an extension of 2 GiB", extension(Samples.qcow2(), EXTENSIONS, HARMLESS, 1 << 31), "length"),
                header(
                        "an extension across the tables",
                        extension(Samples.qcow2(), EXTENSIONS, HARMLESS, 65536),
                        "length of a header extension"));
    }

    private static Stream<Attack> tables() {
        return Stream.of(
                header("disk of 2^63", Samples.qcow2().int64(24, Long.MIN_VALUE), "claims 9223372036854775808 bytes"),
                header("disk of 2^63 - 1", Samples.qcow2().int64(24, Long.MAX_VALUE), "too short"),
                header("disk of 2^64 - 1", Samples.qcow2().int64(24, -1), "claims 18446744073709551615 bytes"),
                header("clusters of 256 bytes", Samples.qcow2().int32(20, 8), "cluster size"),
                header("clusters of 4 MiB", Samples.qcow2().int32(20, 22), "cluster size"),
                header("clusters of 2^63", Samples.qcow2().int32(20, 63), "cluster size"),
                header("clusters of 2^-1", Samples.qcow2().int32(20, -1), "cluster size"),
                header("L1 table of 32 GiB", Samples.qcow2().int32(36, -1), "L1 table"),
                header("L1 table beyond the end", Samples.qcow2().int64(40, 1L << 62), "L1 table"),
                header("L1 table at a negative place", Samples.qcow2().int64(40, -65536), "L1 table"),
                header("L1 table over the header", Samples.qcow2().int64(40, 0), "L1 table"),
                header("L1 table across clusters", Samples.qcow2().int64(40, 196_616), "L1 table"),
                header("no L1 table", Samples.qcow2().int32(36, 0), "too short"),
                header("refcount table of 256 MiB", Samples.qcow2().int32(56, 4096), "refcount table"),
                header("refcount table of 2^48", Samples.qcow2().int32(56, -1), "refcount table"),
                header("refcount table beyond the end", Samples.qcow2().int64(48, 1L << 40), "refcount table"),
                header("refcount table over the header", Samples.qcow2().int64(48, 0), "refcount table"),
                header("refcounts of 2^255 bits", Samples.qcow2().int32(96, 255), "refcounts"),
                header("65536 snapshots", Samples.qcow2().int32(60, 65536), "snapshots"),
                header("2^32 - 1 snapshots", Samples.qcow2().int32(60, -1), "snapshots"),
                header("snapshots beyond the end", Samples.qcow2().int32(60, 1).int64(64, 1L << 40), "snapshots"));
    }

    private static Attack header(String what, Sample file, String reason) {
        return Attack.of("SEC-06", "qcow2, " + what, DiskFormat.QCOW2, file, reason);
    }

    private static Sample empty() {
        return Sample.of(512).text(0, "QFI\u00fb").int32(4, 2).int32(20, 16);
    }
}
