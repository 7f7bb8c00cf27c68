package io.virga.image.inspect;

import static io.virga.image.inspect.DiskFormat.AKI;
import static io.virga.image.inspect.DiskFormat.AMI;
import static io.virga.image.inspect.DiskFormat.ARI;
import static io.virga.image.inspect.DiskFormat.ISO;
import static io.virga.image.inspect.DiskFormat.PLOOP;
import static io.virga.image.inspect.DiskFormat.QCOW2;
import static io.virga.image.inspect.DiskFormat.RAW;
import static io.virga.image.inspect.DiskFormat.VHD;
import static io.virga.image.inspect.DiskFormat.VMDK;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// Files that are declared to be what they are not, or that two programs would read in two ways.
final class Disguises {

    private static final String FLAT = "createType=\"monolithicFlat\"\nRW 8 FLAT \"%s\" 0\n".formatted(Canary.PATH);

    private Disguises() {}

    static Stream<Attack> all() {
        return Stream.of(asRaw(), banned(), asOthers(), polyglots()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> asRaw() {
        var longComment = "#%s\n# Disk DescriptorFile\n".formatted("-".repeat(100));
        return Stream.of(
                disguise(RAW, "a qcow2", Samples.qcow2(), "format qcow2"),
                disguise(RAW, "a qcow2 of 4 bytes", Sample.of(4).text(0, "QFI\u00fb"), "format qcow2"),
                disguise(RAW, "a vmdk", Samples.vmdk(), "format vmdk"),
                disguise(RAW, "a vmdk text", vmdkText("# Disk DescriptorFile\n"), "format vmdk"),
                disguise(RAW, "a vmdk text in small letters", vmdkText("# disk descriptorfile\n"), "format vmdk"),
                disguise(RAW, "a vmdk text without its first line", vmdkText("version=1\n"), "format vmdk"),
                disguise(RAW, "a vmdk text behind blank lines", vmdkText("  \n # x\nversion=2\r\n"), "format vmdk"),
                disguise(RAW, "a vmdk text behind comments", vmdkText("#\n#\nversion=3\n"), "format vmdk"),
                disguise(RAW, "a vmdk text behind a long comment", vmdkText(longComment), "format vmdk"),
                disguise(RAW, "a fixed vhd", VhdSamples.fixed(), "format vhd"),
                disguise(RAW, "a fixed vhd with 511 bytes of footer", shortFooter(), "format vhd"),
                disguise(RAW, "a dynamic vhd", VhdSamples.dynamic(), "format vhd"),
                disguise(RAW, "a vhdx", Samples.vhdx(), "format vhdx"),
                disguise(RAW, "a vdi", Samples.vdi(), "format vdi"),
                disguise(RAW, "an iso", Samples.iso(), "format iso"),
                disguise(RAW, "an iso behind a partition table", hybrid(), "format iso"),
                disguise(RAW, "an iso behind a GPT", gpt(Samples.iso()), "format iso"));
    }

    private static Sample vmdkText(String start) {
        return VmdkSamples.text(start + FLAT);
    }

    static Sample shortFooter() {
        return VhdSamples.fixed().ofLength(VhdSamples.DATA + 511);
    }

    private static Stream<Attack> banned() {
        return Stream.of(
                        "QED\0",
                        "COWD",
                        "LUKS\u00ba\u00be",
                        "WithoutFreeSpace",
                        "WithouFreSpacExt",
                        "Bochs Virtual HD Image",
                        "#!/bin/sh\n#V2.0 Format\nmodprobe cloop")
                .map(magic -> disguise(
                        RAW, "begins with " + magic.strip(), Samples.raw(4096).text(0, magic), "declared to be raw"));
    }

    private static Stream<Attack> asOthers() {
        var leaking = Samples.qcow2().int64(8, 512).int32(16, Canary.PATH.length());
        return Stream.of(
                disguise(AMI, "a qcow2 with a backing file", leaking.text(512, Canary.PATH), "format qcow2"),
                disguise(AKI, "a vmdk text", vmdkText("version=1\n"), "format vmdk"),
                disguise(ARI, "an iso", Samples.iso(), "format iso"),
                disguise(PLOOP, "a parallels", Samples.raw(4096).text(0, "WithoutFreeSpace"), "format parallels"),
                disguise(QCOW2, "a raw", Samples.raw(4096), "format raw"),
                disguise(QCOW2, "an empty file", Sample.of(0), "format raw"),
                disguise(VMDK, "a qcow2", Samples.qcow2(), "format qcow2"),
                disguise(VHD, "a vhdx", Samples.vhdx(), "format vhdx"),
                disguise(ISO, "a disk with a partition table", mbr(Samples.raw(65536)), "format raw"),
                disguise(ISO, "a disk with a GPT", gpt(Samples.raw(65536)), "format raw"),
                disguise(ISO, "cut off before its volume", Samples.iso().ofLength(0x8003), "format raw"));
    }

    private static Stream<Attack> polyglots() {
        var end = 40 << 10;
        var footed = VhdSamples.fixed().text(0x8001, "CD001");
        var dmg = Samples.qcow2().text(256 << 10, "koly");
        return Stream.of(
                disguise(
                        ISO, "qcow2 and iso", Samples.iso().text(0, "QFI\u00fb").int32(4, 3), "qcow2, iso"),
                disguise(QCOW2, "iso in its clusters", Samples.qcow2().text(0x8001, "CD001"), "qcow2, iso"),
                disguise(ISO, "vmdk and iso", Samples.iso().text(0, "KDMV"), "vmdk, iso"),
                disguise(ISO, "vmdk text and iso", Samples.iso().text(0, "version=1\n" + FLAT), "vmdk, iso"),
                disguise(ISO, "vdi and iso", Samples.iso().little32(0x40, 0xbeda107f), "vdi, iso"),
                disguise(ISO, "vhdx and iso", Samples.iso().text(0, "vhdxfile"), "vhdx, iso"),
                disguise(ISO, "iso with a vhd footer", footed, "vhd, iso"),
                disguise(
                        ISO, "iso with a vhd footer of 511 bytes", shortFooter().text(0x8001, "CD001"), "vhd, iso"),
                disguise(ISO, "iso with the end of a dmg", Samples.iso().text(end - 512, "koly"), "iso, dmg"),
                disguise(ISO, "luks and iso", Samples.iso().text(0, "LUKS\u00ba\u00be"), "iso, luks"),
                disguise(QCOW2, "qcow2 with a vhd footer", Samples.qcow2().text(256 << 10, "conectix"), "qcow2, vhd"),
                disguise(QCOW2, "qcow2 with the end of a dmg", dmg, "qcow2, dmg"),
                disguise(
                        RAW,
                        "tar whose first member is named as a qcow2",
                        Tar.of("QFI\u00fb", '0', ""),
                        "format qcow2"));
    }

    /// What is usual in front of an ISO: it boots from a USB stick too.
    static Sample hybrid() {
        return mbr(Samples.iso());
    }

    static Sample mbr(Sample sample) {
        return sample.text(446, "\u0080\0\1\0\u0083")
                .little32(454, 1)
                .little32(458, 64)
                .text(510, "\u0055\u00aa");
    }

    static Sample gpt(Sample sample) {
        return mbr(sample).text(450, "\u00ee").text(512, "EFI PART").little32(520, 0x10000);
    }

    private static Attack disguise(DiskFormat declared, String what, Sample file, String reason) {
        return Attack.of("SEC-04", "declared %s: %s".formatted(declared.word(), what), declared, file, reason);
    }
}
