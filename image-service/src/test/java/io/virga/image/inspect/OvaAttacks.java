package io.virga.image.inspect;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// Virtual machines in archives that would do harm where they are unpacked, or where their descriptor is read.
final class OvaAttacks {

    private static final byte[] GOOD_DISK = VmdkSamples.stream().array();
    private static final byte[] GOOD_DESCRIPTOR = OvaSamples.descriptor(GOOD_DISK.length);
    private static final String GOOD_FILE = "<File ovf:id='f' ovf:href='disk.vmdk'/>";

    private OvaAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(
                        members(), archives(), contents(), descriptors(), entities(), manifests(), disks(), disguises())
                .flatMap(attacks -> attacks);
    }

    private static Stream<Attack> members() {
        return Stream.of(
                archive("member outside", Tar.of("../../../../../.." + Canary.PATH, '0', ""), "name of a member"),
                archive("absolute member", Tar.of(Canary.PATH, '0', ""), "name of a member"),
                archive("member in a folder", Tar.of("a/b.ovf", '0', ""), "name of a member"),
                archive("member named ..", Tar.of("..", '0', ""), "name of a member"),
                archive("backslashes", Tar.of("..\\a.ovf", '0', ""), "name of a member"),
                archive("line feed in a name", Tar.of("a\n.ovf", '0', ""), "name of a member"),
                archive("no name", Tar.of("", '0', ""), "name of a member"),
                archive("two names", Tar.of("a.ovf\0/etc", '0', ""), "goes on behind its end"),
                archive("hard link", Tar.of("disk.vmdk", '1', Canary.PATH), "a link"),
                archive("symbolic link", Tar.of("disk.vmdk", '2', Canary.PATH), "a link"),
                archive("file with a link", Tar.of("disk.vmdk", '0', Canary.PATH), "a link"),
                archive("character device", Tar.of("disk.vmdk", '3', ""), "no file"),
                archive("block device", Tar.of("disk.vmdk", '4', ""), "no file"),
                archive("folder", Tar.of("disk.vmdk", '5', ""), "no file"),
                archive("pipe", Tar.of("disk.vmdk", '6', ""), "no file"),
                archive("sparse file", Tar.of("disk.vmdk", 'S', ""), "no file"),
                archive("long name", Tar.of("././@LongLink", 'L', ""), "no file"),
                archive("attributes for all", Tar.of("a", 'g', ""), "no file"),
                archive("attribute path", pax("25 path=/etc/cron.d/evil2\n"), "attributes that change"),
                archive("attribute size", pax("11 size=1000\n"), "attributes that change"),
                archive("attribute linkpath", pax("21 linkpath=/etc/shad\n"), "attributes that change"));
    }

    private static Sample pax(String attributes) {
        var bytes = Tar.bytes(attributes);
        return new Tar()
                .member(Tar.header("pax", 'x', "", bytes.length), bytes)
                .file("a.ovf", GOOD_DESCRIPTOR)
                .file(OvaSamples.DISK, GOOD_DISK)
                .end();
    }

    private static Stream<Attack> archives() {
        var huge = Tar.header("a.ovf", '0', "", 0).text(124, "77777777777\0");
        var negative = Tar.header("a.ovf", '0', "", 0).int32(124, 0x80000000).int64(128, -1);
        var absurd = Tar.header("a.ovf", '0', "", 0).int32(124, 0x80ffffff).int64(128, 512);
        var prefix = Tar.header("a.ovf", '0', "", 0).text(345, "/etc");
        var many = new Tar();
        for (int i = 0; i < 20; i++) {
            many.file("disk" + i, new byte[0]);
        }
        return Stream.of(
                archive(
                        "size beyond the end",
                        new Tar().member(huge, new byte[0]).end(),
                        "outside of its archive"),
                archive("negative size", new Tar().member(negative, new byte[0]).end(), "absurd"),
                archive("size of 96 bits", new Tar().member(absurd, new byte[0]).end(), "absurd"),
                archive("size that is no number", OvaSamples.plain().text(124, "12345x78901"), "wrong"),
                archive(
                        "name in two fields",
                        new Tar().member(prefix, new byte[0]).end(),
                        "in a folder"),
                archive("checksum", OvaSamples.plain().text(0, "b.ovf"), "checksum"),
                archive("twenty members", many.end(), "too many members"),
                archive("no archive", Samples.raw(4096), "no tar archive"),
                archive("empty archive", new Tar().end(), "first file"),
                archive("empty file", Sample.of(0), "no end"),
                archive("cut off", new Tar().file("a.ovf", GOOD_DESCRIPTOR).unended(), "no end"),
                archive(
                        "second archive behind the first",
                        new Tar()
                                .garbage(OvaSamples.plain().array())
                                .garbage(OvaSamples.plain().array())
                                .unended(),
                        "goes on behind its end"));
    }

    private static Stream<Attack> contents() {
        var disk = OvaSamples.DISK;
        return Stream.of(
                archive("no descriptor", new Tar().file(disk, GOOD_DISK).end(), "first file"),
                archive(
                        "descriptor last",
                        new Tar()
                                .file(disk, GOOD_DISK)
                                .file("a.ovf", GOOD_DESCRIPTOR)
                                .end(),
                        "first file"),
                archive(
                        "two descriptors",
                        new Tar()
                                .file("a.ovf", GOOD_DESCRIPTOR)
                                .file("b.OVF", GOOD_DESCRIPTOR)
                                .file(disk, GOOD_DISK)
                                .end(),
                        "two descriptors"),
                archive("no disk", new Tar().file("a.ovf", GOOD_DESCRIPTOR).end(), "0 disks"),
                archive(
                        "two disks",
                        new Tar()
                                .file("a.ovf", GOOD_DESCRIPTOR)
                                .file(disk, GOOD_DISK)
                                .file("b.vmdk", GOOD_DISK)
                                .end(),
                        "2 disks"),
                archive(
                        "one disk twice",
                        new Tar()
                                .file("a.ovf", GOOD_DESCRIPTOR)
                                .file(disk, GOOD_DISK)
                                .file(disk, GOOD_DISK)
                                .end(),
                        "two members of one name"),
                archive(
                        "huge descriptor",
                        new Tar()
                                .file("a.ovf", new byte[(1 << 20) + 1])
                                .file(disk, GOOD_DISK)
                                .end(),
                        "too long"));
    }

    private static Stream<Attack> descriptors() {
        return Stream.of(
                described("no XML", Tar.bytes("OVF"), "not the XML"),
                described("another XML", Tar.bytes("<Envelope/>"), "not the XML"),
                described("file elsewhere", "<File ovf:id='f' ovf:href='file://" + Canary.PATH + "'/>", "not its disk"),
                described("file on the web", "<File ovf:id='f' ovf:href='http://10.0.0.1/disk.vmdk'/>", "not its disk"),
                described("file without a name", "<File ovf:id='f'/>", "not its disk"),
                described("two files", GOOD_FILE + "<File ovf:id='g' ovf:href='/etc/passwd'/>", "2 files"),
                described("no file", "", "0 files"),
                described("lying size", "<File ovf:id='f' ovf:href='disk.vmdk' ovf:size='7'/>", "lies about a size"),
                described(
                        "compressed disk",
                        "<File ovf:id='f' ovf:href='disk.vmdk' ovf:compression='gzip'/>",
                        "compressed or in pieces"),
                described(
                        "disk in pieces",
                        "<File ovf:id='f' ovf:href='disk.vmdk' ovf:chunkSize='7'/>",
                        "compressed or in pieces"),
                described("disk of another file", "<File ovf:id='g' ovf:href='disk.vmdk'/>", "not in its file"),
                described(
                        "disk with a parent",
                        replaced("ovf:fileRef=\"f\"", "ovf:fileRef=\"f\" ovf:parentRef=\"p\""),
                        "has a parent"),
                described(
                        "two disks of one file",
                        replaced("</DiskSection>", "<Disk ovf:fileRef=\"f\"/></DiskSection>"),
                        "2 disks"));
    }

    private static byte[] replaced(String from, String to) {
        return new String(OvaSamples.descriptor("", GOOD_FILE, ""), UTF_8)
                .replace(from, to)
                .getBytes(UTF_8);
    }

    private static Stream<Attack> entities() {
        var external = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://%s'>]>".formatted(Canary.PATH);
        var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 20; i++) {
            laughs.append(
                    "<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
        }
        var utf16 = new String(OvaSamples.descriptor(external, GOOD_FILE, "&e;"), UTF_8);
        return Stream.of(
                entity("external entity", external, "&e;"),
                entity("billion laughs", laughs + "]>", "&e19;"),
                entity("external DTD", "<!DOCTYPE x SYSTEM 'http://127.0.0.1/x.dtd'>", ""),
                entity(
                        "parameter entity",
                        "<!DOCTYPE x [<!ENTITY %% p SYSTEM 'file://%s'> %%p;]>".formatted(Canary.PATH),
                        ""),
                entity(
                        "external entity in UTF-16",
                        utf16.replace("?>", " encoding=\"UTF-16\"?>").getBytes(UTF_16)),
                entity("unknown entity", "", "&e;"));
    }

    private static Attack entity(String what, String prolog, String text) {
        return entity(what, OvaSamples.descriptor(prolog, GOOD_FILE, text));
    }

    private static Attack entity(String what, byte[] descriptor) {
        return attack("SEC-62", what, OvaSamples.described(descriptor), "not the XML");
    }

    private static Stream<Attack> manifests() {
        var right = OvaSamples.digest("a.ovf", GOOD_DESCRIPTOR) + OvaSamples.digest(OvaSamples.DISK, GOOD_DISK);
        return Stream.of(
                manifest("wrong digest of the disk", right.replaceFirst("k\\)= ....", "k)= 0000"), "wrong"),
                manifest("digest of another disk", right.replace(hex(GOOD_DISK), hex(new byte[1])), "wrong"),
                manifest(
                        "digest of another descriptor", right.replace(hex(GOOD_DESCRIPTOR), hex(new byte[1])), "wrong"),
                manifest("no digest of the disk", OvaSamples.digest("a.ovf", GOOD_DESCRIPTOR), "lacks a file"),
                manifest("empty manifest", "", "lacks a file"),
                manifest("MD5", right.replace("SHA256(d", "MD5(d"), "unknown line"),
                manifest("file elsewhere", right + OvaSamples.digest(Canary.PATH, new byte[0]), "not there"),
                manifest("digest twice", right + right, "twice"));
    }

    private static String hex(byte[] content) {
        return OvaSamples.digest("", content).substring("SHA256()= ".length()).strip();
    }

    private static Attack manifest(String what, String manifest, String reason) {
        var file = new Tar()
                .file("a.ovf", GOOD_DESCRIPTOR)
                .file("a.mf", Tar.bytes(manifest))
                .file(OvaSamples.DISK, GOOD_DISK)
                .end();
        return attack("SEC-10", "manifest: " + what, file, reason);
    }

    private static Stream<Attack> disks() {
        var flat = Samples.vmdk("RW 8 FLAT \"%s\" 0".formatted(Canary.PATH), "monolithicSparse");
        var child =
                Samples.vmdk("RW 8 SPARSE \"x\"\nparentFileNameHint=\"%s\"".formatted(Canary.PATH), "monolithicSparse");
        var bomb = VmdkSamples.stream().little64(12, 1L << 52);
        return Stream.of(
                attack("SEC-03", "disk with a flat extent", OvaSamples.of(flat.array()), "another file"),
                attack("SEC-01", "disk with a parent file", OvaSamples.of(child.array()), "parent"),
                attack("SEC-06", "disk of 2^61 bytes", OvaSamples.of(bomb.array()), "refused"),
                attack(
                        "SEC-04",
                        "disk that is a qcow2",
                        OvaSamples.of(Samples.qcow2().array()),
                        "format qcow2"),
                attack(
                        "SEC-04",
                        "disk that is raw",
                        OvaSamples.of(Samples.raw(4096).array()),
                        "format raw"),
                attack(
                        "SEC-04",
                        "disk that is an OVA",
                        OvaSamples.of(OvaSamples.plain().array()),
                        "format raw"));
    }

    private static Stream<Attack> disguises() {
        var named = new Tar()
                .file("QFI\u00fb.ovf", GOOD_DESCRIPTOR)
                .file(OvaSamples.DISK, GOOD_DISK)
                .end();
        var footed = OvaSamples.plain();
        footed.text(footed.array().length - 512, "conectix");
        return Stream.of(
                attack("SEC-04", "archive that is a qcow2 too", named, "format qcow2"),
                attack("SEC-04", "archive that is a vhd too", footed, "format vhd"),
                attack("SEC-04", "qcow2 alone", Samples.qcow2(), "format qcow2"),
                new Attack("SEC-04", "ova: declared raw", DiskFormat.RAW, "ova", OvaSamples.plain(), "disk inside"),
                new Attack(
                        "SEC-04", "ova: declared qcow2", DiskFormat.QCOW2, "ova", OvaSamples.plain(), "disk inside"));
    }

    private static Attack archive(String what, Sample file, String reason) {
        return attack("SEC-08", what, file, reason);
    }

    private static Attack described(String what, String files, String reason) {
        return described(what, OvaSamples.descriptor("", files, ""), reason);
    }

    private static Attack described(String what, byte[] descriptor, String reason) {
        return attack("SEC-08", "descriptor: " + what, OvaSamples.described(descriptor), reason);
    }

    private static Attack attack(String sec, String what, Sample file, String reason) {
        return new Attack(sec, "ova: " + what, DiskFormat.VMDK, "ova", file, reason);
    }
}
