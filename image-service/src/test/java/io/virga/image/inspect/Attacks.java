package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// All hostile files, for every way in; and the good ones that must pass, so that refusing everything is no answer.
public final class Attacks {

    private Attacks() {}

    public static Stream<Attack> all() {
        return Stream.of(
                        Qcow2Attacks.all(),
                        VmdkAttacks.all(),
                        VirtualDiskAttacks.all(),
                        Disguises.all(),
                        OvaAttacks.all())
                .flatMap(attacks -> attacks);
    }

    /// Those that break one rule of the security list.
    public static Stream<Attack> of(String sec) {
        return all().filter(attack -> attack.sec().equals(sec));
    }

    /// An image that is what it says.
    public record Control(String name, DiskFormat declared, String container, Sample file, long disk) {

        static Control of(String name, DiskFormat declared, Sample file, long disk) {
            return new Control(name, declared, "bare", file, disk);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Control> controls() {
        var evil = Samples.qcow2().int64(8, 512).int32(16, Canary.PATH.length()).text(512, Canary.PATH);
        var nested = Samples.qcow2();
        nested.bytes().put(128 << 10, evil.array(), 0, 1024);
        var offset = Samples.raw(8192);
        offset.bytes().put(4096, evil.array(), 0, 1024);
        return Stream.of(
                Control.of("qcow2", DiskFormat.QCOW2, Samples.qcow2(), Samples.DISK),
                Control.of("qcow2, version 2", DiskFormat.QCOW2, version2(), Samples.DISK),
                Control.of("qcow2 with a qcow2 on its disk", DiskFormat.QCOW2, nested, Samples.DISK),
                Control.of("vmdk", DiskFormat.VMDK, Samples.vmdk(), Samples.DISK),
                Control.of("vmdk with a footer", DiskFormat.VMDK, VmdkSamples.stream(), Samples.DISK),
                Control.of("fixed vhd", DiskFormat.VHD, VhdSamples.fixed(), VhdSamples.DATA),
                Control.of("dynamic vhd", DiskFormat.VHD, VhdSamples.dynamic(), Samples.DISK),
                Control.of("vhdx", DiskFormat.VHDX, Samples.vhdx(), Samples.DISK),
                Control.of("vdi", DiskFormat.VDI, Samples.vdi(), Samples.DISK),
                Control.of("iso", DiskFormat.ISO, Samples.iso(), 40 << 10),
                Control.of("iso behind a partition table", DiskFormat.ISO, Disguises.hybrid(), 40 << 10),
                Control.of("raw", DiskFormat.RAW, Samples.raw(1025), 1025),
                Control.of("raw with a GPT", DiskFormat.RAW, Disguises.gpt(Samples.raw(4096)), 4096),
                Control.of("raw with a qcow2 in a partition", DiskFormat.RAW, offset, 8192),
                new Control("kernel", DiskFormat.AKI, "aki", Samples.raw(512), 512),
                new Control("ramdisk", DiskFormat.ARI, "ari", Samples.raw(512), 512),
                new Control("machine", DiskFormat.AMI, "ami", Samples.raw(512), 512),
                new Control("ova", DiskFormat.VMDK, "ova", OvaSamples.plain(), Samples.DISK),
                new Control(
                        "tar that nobody unpacks", DiskFormat.RAW, "bare", Tar.of("../x", '2', Canary.PATH), 10240));
    }

    private static Sample version2() {
        return Samples.qcow2().int32(4, 2);
    }
}
