package io.virga.image.inspect;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;

/// Archives as an OVA is one, with a member that would do harm where they are unpacked.
///
/// The service unpacks nothing: an OVA is bytes to it. It is taken as such when its disk format is declared to be raw,
/// and as nothing else.
final class Tar {

    private Tar() {}

    /// One member: its name, its kind in the archive, and what it links to.
    static Sample of(String name, char kind, String target) {
        var sample = Sample.of(10240)
                .text(0, name)
                .text(100, "0000777\0")
                .text(124, "00000000000\0")
                .text(148, "        ")
                .text(156, String.valueOf(kind))
                .text(157, target)
                .text(257, "ustar\00000");
        var sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += sample.array()[i] & 0xff;
        }
        return sample.text(148, "%06o\0 ".formatted(sum));
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                attack("member outside", of("../../../../../.." + Canary.PATH, '0', "")),
                attack("absolute member", of(Canary.PATH, '0', "")),
                attack("hard link", of("disk.vmdk", '1', Canary.PATH)),
                attack("symbolic link", of("disk.vmdk", '2', Canary.PATH)),
                attack("character device", of("disk.vmdk", '3', "")),
                attack("block device", of("disk.vmdk", '4', "")),
                attack("pipe", of("disk.vmdk", '6', "")));
    }

    private static Attack attack(String what, Sample file) {
        return new Attack("SEC-08", "ova, " + what, DiskFormat.VMDK, "ova", file, "format raw");
    }
}
