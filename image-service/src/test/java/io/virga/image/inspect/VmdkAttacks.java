package io.virga.image.inspect;

import static io.virga.image.inspect.VmdkSamples.DESCRIPTOR;
import static io.virga.image.inspect.VmdkSamples.SECTOR;
import static io.virga.image.inspect.VmdkSamples.blank;
import static io.virga.image.inspect.VmdkSamples.described;
import static io.virga.image.inspect.VmdkSamples.footer;
import static io.virga.image.inspect.VmdkSamples.stream;
import static io.virga.image.inspect.VmdkSamples.text;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// VMware's format: descriptors that lead to other files, openly or where only some programs see it.
final class VmdkAttacks {

    private static final String OWN = "RW 131072 SPARSE \"disk.vmdk\"";
    private static final String HINT = "parentFileNameHint=\"%s\"".formatted(Canary.PATH);
    private static final String FLAT = "RW 8 FLAT \"%s\" 0".formatted(Canary.PATH);

    private VmdkAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(texts(), kinds(), extents(), parents(), places(), bombs())
                .flatMap(attacks -> attacks);
    }

    private static Stream<Attack> texts() {
        return Stream.of("monolithicFlat", "twoGbMaxExtentFlat", "twoGbMaxExtentSparse", "vmfs", "fullDevice")
                .map(kind -> leak(
                        "a text of kind " + kind,
                        text("# Disk DescriptorFile\nversion=1\ncreateType=\"%s\"\n%s\n".formatted(kind, FLAT)),
                        "only describes extents"));
    }

    private static Stream<Attack> kinds() {
        var kind = "createType=\"monolithicSparse\"";
        return Stream.concat(
                Stream.of("monolithicFlat", "twoGbMaxExtentFlat", "twoGbMaxExtentSparse", "vmfsSparse", "custom")
                        .map(other -> leak("kind " + other, Samples.vmdk(OWN, other), "only monolithicSparse")),
                Stream.of(
                        leak("kind in capitals", Samples.vmdk(OWN, "MONOLITHICFLAT"), "only monolithicSparse"),
                        leak("kind in spaces", Samples.vmdk(OWN, " monolithicFlat "), "only monolithicSparse"),
                        leak(
                                "kind after a good one",
                                Samples.vmdk(OWN, "monolithicSparse\"\ncreateType=\"vmfs"),
                                "kind"),
                        leak("kind behind a comment", changed(kind, "# " + kind), "which kind"),
                        leak("kind by another name", changed(kind, kind.replace("Type", "TypeOf")), "which kind"),
                        leak("two descriptors", described(DESCRIPTOR + DESCRIPTOR), "2 extents"),
                        leak("no descriptor", blank(), "0 extents"),
                        leak("unknown setting", changed(kind, kind + "\nchangeTrackPath=\"x\""), "unknown line"),
                        leak(
                                "change track file",
                                changed(kind, kind + "\nchangeTrackPath=\"%s\"".formatted(Canary.PATH)),
                                "unknown line"),
                        leak("binary in the descriptor", changed(kind, kind + "\n\u0001\u0002"), "character")));
    }

    private static Stream<Attack> extents() {
        return Stream.of(
                leak("flat extent", Samples.vmdk(FLAT, "monolithicSparse"), "another file"),
                leak(
                        "flat extent in small letters",
                        Samples.vmdk(FLAT.replace("RW", "rw"), "streamOptimized"),
                        "another"),
                leak(
                        "extent after tabs",
                        Samples.vmdk("\tRW\t8\tFLAT\t\"" + Canary.PATH, "monolithicSparse"),
                        "another"),
                leak("sparse extent elsewhere", own(Canary.PATH), "another file"),
                leak("sparse extent above", own(".." + Canary.PATH), "another file"),
                leak("sparse extent with backslashes", own("..\\..\\secret"), "another file"),
                leak("sparse extent on the network", own("nbd:127.0.0.1:10809"), "another file"),
                leak("device", Samples.vmdk("RW 8 VMFSRDM \"sda\"", "monolithicSparse"), "another file"),
                leak("second extent", Samples.vmdk(OWN + "\n" + FLAT, "monolithicSparse"), "another file"),
                leak("no extent", Samples.vmdk("", "monolithicSparse"), "0 extents"),
                leak(
                        "extent in a comment, to some",
                        Samples.vmdk(OWN + "\n# \r" + FLAT, "monolithicSparse"),
                        "character"),
                leak("extent behind the text", described(DESCRIPTOR + "\0\n" + FLAT), "behind its end"));
    }

    private static Stream<Attack> parents() {
        return Stream.of(
                leak("parent", Samples.vmdk(OWN + "\n" + HINT, "monolithicSparse"), "parent file"),
                leak("parent in a comment", Samples.vmdk(OWN + "\n# " + HINT, "monolithicSparse"), "parent file"),
                leak(
                        "parent in a ddb line",
                        Samples.vmdk(OWN + "\nddb.x = " + HINT, "monolithicSparse"),
                        "parent file"),
                leak("parent in a value", changed("CID=4ab1c2d3", "encoding=" + HINT), "parent file"),
                leak("parent by its id", changed("parentCID=ffffffff", "parentCID=12345678"), "parent"),
                leak("parent behind the descriptor's size", hintBehind(), "parent file"));
    }

    /// Programs read 20 sectors, whatever the header says.
    private static Sample hintBehind() {
        var padding = "#" + "-".repeat(2 * SECTOR) + "\n";
        return described(DESCRIPTOR + padding + HINT).little64(36, 1);
    }

    private static Stream<Attack> places() {
        var elsewhere = blank().text(100 * SECTOR, DESCRIPTOR).little64(28, 100);
        return Stream.of(
                leak("second descriptor where some look", elsewhere.text(SECTOR, HINT), "embedded descriptor"),
                leak("descriptor at 0", Samples.vmdk().little64(28, 0), "embedded descriptor"),
                leak("descriptor beyond the end", Samples.vmdk().little64(28, 1024), "embedded descriptor"),
                leak("descriptor at 2^63", Samples.vmdk().little64(28, Long.MIN_VALUE), "embedded descriptor"),
                leak("descriptor of 0", Samples.vmdk().little64(36, 0), "embedded descriptor"),
                leak("descriptor of 2^62", Samples.vmdk().little64(36, 1L << 62), "embedded descriptor"),
                leak("footer missing", Samples.vmdk().little64(56, -1), "footer differs"),
                leak("footer with another disk", stream().little64(footerAt() + 12, 1), "footer differs"),
                leak("footer with another descriptor", stream().little64(footerAt() + 28, 9), "footer differs"),
                leak("footer without a directory", stream().little64(footerAt() + 56, -1), "footer differs"),
                leak("two footers", twoFooters(), "whole sectors"),
                leak("version 3 (COWD)", Sample.of(4096).text(0, "COWD"), "vmdk3"));
    }

    private static int footerAt() {
        return (128 << 10) - 2 * SECTOR;
    }

    /// One is where those look who count bytes, the other where those do who count sectors.
    private static Sample twoFooters() {
        var sample = stream().ofLength((128 << 10) + 100);
        return footer(footer(sample, footerAt() + 100), footerAt() + SECTOR)
                .little64(footerAt() + SECTOR + 12, 1L << 40);
    }

    private static Stream<Attack> bombs() {
        return Stream.of(
                bomb("disk of 0", Samples.vmdk().little64(12, 0), "capacity"),
                bomb("disk of 2^63 sectors", Samples.vmdk().little64(12, Long.MIN_VALUE), "capacity"),
                bomb("disk of 2^63 - 1 sectors", Samples.vmdk().little64(12, Long.MAX_VALUE), "capacity"),
                bomb("disk of 2^53 sectors", Samples.vmdk().little64(12, 1L << 53), "grain directory"),
                bomb("grains of 0", Samples.vmdk().little64(20, 0), "grain size"),
                bomb("grains of 2^40", Samples.vmdk().little64(20, 1L << 40), "grain size"),
                bomb("tables of 0", Samples.vmdk().little32(44, 0), "grain size"),
                bomb("tables of 2^32 - 1", Samples.vmdk().little32(44, -1), "grain size"),
                bomb("directory beyond the end", Samples.vmdk().little64(56, 1 << 20), "grain directory"),
                bomb("directory larger than the file", Samples.vmdk().little64(12, 1L << 33), "grain directory"),
                bomb("version 9", Samples.vmdk().little32(4, 9), "version 9"));
    }

    private static Sample changed(String text, String other) {
        return described(DESCRIPTOR.replace(text, other));
    }

    private static Sample own(String name) {
        return Samples.vmdk("RW 131072 SPARSE \"%s\"".formatted(name), "monolithicSparse");
    }

    private static Attack leak(String what, Sample file, String reason) {
        return Attack.of("SEC-03", "vmdk, " + what, DiskFormat.VMDK, file, reason);
    }

    private static Attack bomb(String what, Sample file, String reason) {
        return Attack.of("SEC-06", "vmdk, " + what, DiskFormat.VMDK, file, reason);
    }
}
