package io.virga.image.inspect;

import static io.virga.image.inspect.VhdSamples.DATA;
import static io.virga.image.inspect.VhdSamples.DYNAMIC_FOOTER;
import static io.virga.image.inspect.VhdSamples.DYNAMIC_HEADER;
import static io.virga.image.inspect.VhdxSamples.METADATA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// VHD, VHDX and VDI: disks that have a parent, and tables that are not what they seem.
final class VirtualDiskAttacks {

    private VirtualDiskAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(vhdParents(), vhds(), vhdxParents(), vhdxs(), vdis()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> vhdParents() {
        var name = new String(Canary.PATH.getBytes(UTF_16BE), ISO_8859_1);
        var child = VhdSamples.dynamicUnsealed(4).text(DYNAMIC_HEADER + 64, name);
        var locator = dynamic().text(DYNAMIC_HEADER + 576, "W2ku").int32(DYNAMIC_HEADER + 584, name.length());
        return Stream.of(
                parent(DiskFormat.VHD, "a differencing disk", VhdSamples.sealedDynamic(child), "parent"),
                parent(DiskFormat.VHD, "parent's id", resealed(dynamic().int32(DYNAMIC_HEADER + 40, 1)), "parent"),
                parent(DiskFormat.VHD, "parent's name", resealed(dynamic().text(DYNAMIC_HEADER + 64, name)), "parent"),
                parent(DiskFormat.VHD, "parent's place", resealed(locator), "parent"),
                parent(DiskFormat.VHD, "fixed to its footer, a child to its header", twoFaces(4), "differs"),
                parent(
                        DiskFormat.VHD,
                        "dynamic to its footer, a child to its header",
                        resealed(dynamic().int32(60, 4)),
                        "differs"));
    }

    /// A fixed disk whose data begin with the header of another kind.
    private static Sample twoFaces(int type) {
        var head = VhdSamples.sealedDynamic(VhdSamples.dynamicUnsealed(type));
        var sample = VhdSamples.fixed();
        sample.bytes().put(0, head.array(), 0, DYNAMIC_FOOTER);
        return sample;
    }

    private static Stream<Attack> vhds() {
        var pre2004 = VhdSamples.fixed().ofLength(DATA + 511);
        return Stream.of(
                bomb(DiskFormat.VHD, "wrong checksum", VhdSamples.fixed().int32(DATA + 64, 1), "checksum"),
                bomb(DiskFormat.VHD, "wrong checksum of the header", dynamic().int32(64, 1), "checksum"),
                bomb(
                        DiskFormat.VHD,
                        "wrong checksum of the table",
                        dynamic().int32(DYNAMIC_HEADER + 36, 1),
                        "checksum"),
                bomb(DiskFormat.VHD, "fixed, larger than the file", fixed(1L << 40), "size"),
                bomb(DiskFormat.VHD, "fixed, smaller than the file", fixed(512), "size"),
                bomb(DiskFormat.VHD, "fixed of 2^63", fixed(Long.MIN_VALUE), "size"),
                bomb(DiskFormat.VHD, "fixed, and a dynamic header", twoFaces(3), "differs"),
                bomb(DiskFormat.VHD, "footer of 511 bytes", pre2004, "whole sectors"),
                bomb(DiskFormat.VHD, "no footer", VhdSamples.dynamic().ofLength(DYNAMIC_FOOTER), "no footer"),
                bomb(
                        DiskFormat.VHD,
                        "type 5",
                        VhdSamples.sealed(VhdSamples.fixed().int32(DATA + 60, 5), DATA),
                        "type 5"),
                bomb(
                        DiskFormat.VHD,
                        "header of another size",
                        resealed(dynamic().int64(48, 1 << 30)),
                        "differs"),
                bomb(DiskFormat.VHD, "header elsewhere", resealed(dynamic().int64(16, 2048)), "differs"),
                bomb(DiskFormat.VHD, "blocks of 0", resealed(dynamic().int32(DYNAMIC_HEADER + 32, 0)), "block size"),
                bomb(
                        DiskFormat.VHD,
                        "blocks of 2 GiB",
                        resealed(dynamic().int32(DYNAMIC_HEADER + 32, 1 << 31)),
                        "block"),
                bomb(
                        DiskFormat.VHD,
                        "2^32 - 1 blocks",
                        resealed(dynamic().int32(DYNAMIC_HEADER + 28, -1)),
                        "block table"),
                bomb(
                        DiskFormat.VHD,
                        "too few blocks",
                        resealed(dynamic().int32(DYNAMIC_HEADER + 28, 1)),
                        "block table"),
                bomb(
                        DiskFormat.VHD,
                        "block table beyond the end",
                        resealed(dynamic().int64(DYNAMIC_HEADER + 16, 1L << 40)),
                        "block table"));
    }

    private static Sample dynamic() {
        return VhdSamples.dynamic();
    }

    private static Sample resealed(Sample sample) {
        return VhdSamples.sealedDynamic(sample);
    }

    private static Sample fixed(long size) {
        return VhdSamples.sealed(VhdSamples.fixed().int64(DATA + 48, size), DATA);
    }

    private static Stream<Attack> vhdxParents() {
        var name = new String(Canary.PATH.getBytes(UTF_16LE), ISO_8859_1);
        var locator = VhdxSamples.item(Samples.vhdx(), 2, VhdxSamples.PARENT_LOCATOR, 68 << 10);
        var log = Samples.vhdx().text(VhdxSamples.HEADER, "head").guid(VhdxSamples.HEADER + 48, VhdxSamples.DISK_SIZE);
        return Stream.of(
                parent(DiskFormat.VHDX, "has-parent bit", vhdx().little32(VhdxSamples.ITEMS + 4, 2), "parent"),
                parent(DiskFormat.VHDX, "parent locator", locator.text(VhdxSamples.ITEMS + 64, name), "parent"),
                parent(DiskFormat.VHDX, "second metadata with a parent", secondRegion(), "metadata"),
                parent(DiskFormat.VHDX, "copy of the regions that differs", otherCopy(), "copies"),
                parent(DiskFormat.VHDX, "log that would change it", log, "log"));
    }

    private static Sample vhdx() {
        return Samples.vhdx();
    }

    private static Sample secondRegion() {
        return VhdxSamples.region(vhdx(), 1, VhdxSamples.METADATA_REGION, 1 << 20, 1 << 16);
    }

    private static Sample otherCopy() {
        return vhdx().little64(VhdxSamples.COPY_OF_REGIONS + 32, 1 << 20);
    }

    private static Stream<Attack> vhdxs() {
        var manyItems = vhdx();
        for (int i = 0; i < 2047; i++) {
            VhdxSamples.item(manyItems, i, VhdxSamples.DISK_SIZE, (64 << 10) + 8);
        }
        var bomb = VhdxSamples.region(vhdx(), 1, VhdxSamples.BLOCK_TABLE, 1 << 20, -1);
        return Stream.of(
                bomb(DiskFormat.VHDX, "no regions", vhdx().text(VhdxSamples.REGIONS, "none"), "metadata"),
                bomb(DiskFormat.VHDX, "metadata beyond the end", region(1L << 50), "outside"),
                bomb(DiskFormat.VHDX, "metadata at 2^63", region(Long.MIN_VALUE), "outside"),
                bomb(DiskFormat.VHDX, "block table of 4 GiB", bomb, "outside"),
                bomb(DiskFormat.VHDX, "2^32 - 1 regions", manyRegions(), "regions"),
                bomb(DiskFormat.VHDX, "65535 items", vhdx().little16(METADATA + 10, 65535), "metadata"),
                bomb(DiskFormat.VHDX, "2047 sizes", manyItems, "twice"),
                bomb(DiskFormat.VHDX, "two sizes", secondSize(), "twice"),
                bomb(DiskFormat.VHDX, "no size", vhdx().little16(METADATA + 10, 1), "claims 18446744073709551615"),
                bomb(DiskFormat.VHDX, "disk of 2^63", vhdx().little64(VhdxSamples.ITEMS + 8, Long.MIN_VALUE), "claims"),
                bomb(DiskFormat.VHDX, "disk of 2^62", vhdx().little64(VhdxSamples.ITEMS + 8, 1L << 62), "claims"),
                bomb(DiskFormat.VHDX, "blocks of 0", vhdx().little32(VhdxSamples.ITEMS, 0), "block size"),
                bomb(DiskFormat.VHDX, "blocks of 2 GiB", vhdx().little32(VhdxSamples.ITEMS, 1 << 31), "block size"),
                bomb(DiskFormat.VHDX, "only the signature", Sample.of(8).text(0, "vhdxfile"), "metadata"));
    }

    private static Sample region(long offset) {
        return VhdxSamples.region(vhdx(), 0, VhdxSamples.METADATA_REGION, offset, 1 << 16);
    }

    private static Sample manyRegions() {
        return vhdx().little32(VhdxSamples.REGIONS + 8, -1).little32(VhdxSamples.COPY_OF_REGIONS + 8, -1);
    }

    private static Sample secondSize() {
        return VhdxSamples.item(vhdx(), 2, VhdxSamples.DISK_SIZE, (64 << 10) + 16)
                .little64(VhdxSamples.ITEMS + 16, 512);
    }

    private static Stream<Attack> vdis() {
        return Stream.of(
                parent(DiskFormat.VDI, "a differencing disk", Samples.vdi().little32(0x4c, 4), "image type 4"),
                parent(DiskFormat.VDI, "an undo disk", Samples.vdi().little32(0x4c, 3), "image type 3"),
                parent(DiskFormat.VDI, "parent's id", Samples.vdi().guid(0x1a8, VhdxSamples.DISK_SIZE), "parent"),
                parent(DiskFormat.VDI, "parent's last change", Samples.vdi().little32(0x1b8, 1), "parent"),
                parent(DiskFormat.VDI, "old layout", Samples.vdi().little32(0x44, 1), "version"),
                bomb(DiskFormat.VDI, "disk of 2^63", Samples.vdi().little64(0x170, Long.MIN_VALUE), "claims"),
                bomb(
                        DiskFormat.VDI,
                        "disk larger than its blocks",
                        Samples.vdi().little64(0x170, 1L << 50),
                        "table"),
                bomb(DiskFormat.VDI, "2^32 - 1 blocks", Samples.vdi().little32(0x180, -1), "block table"),
                bomb(DiskFormat.VDI, "table larger than the file", Samples.vdi().little32(0x180, 64 << 20), "table"),
                bomb(DiskFormat.VDI, "table beyond the end", Samples.vdi().little32(0x154, -512), "block table"),
                bomb(DiskFormat.VDI, "blocks of 0", Samples.vdi().little32(0x178, 0), "block size"),
                bomb(DiskFormat.VDI, "cut off", Samples.vdi().ofLength(0x50), "block size"));
    }

    private static Attack parent(DiskFormat format, String what, Sample file, String reason) {
        return Attack.of("SEC-01", format.word() + ", " + what, format, file, reason);
    }

    private static Attack bomb(DiskFormat format, String what, Sample file, String reason) {
        return Attack.of("SEC-06", format.word() + ", " + what, format, file, reason);
    }
}
