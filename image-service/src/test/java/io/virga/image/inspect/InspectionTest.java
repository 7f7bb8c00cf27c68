package io.virga.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.virga.image.inspect.Samples.Sample;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionTest {

    private static final long LARGEST = 1L << 40;

    static Stream<Arguments> goodImages() {
        return Stream.of(
                arguments(DiskFormat.QCOW2, Samples.qcow2(), Samples.DISK),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(4, 2).int64(72, 0), Samples.DISK),
                arguments(DiskFormat.VMDK, Samples.vmdk(), Samples.DISK),
                arguments(DiskFormat.VHD, Samples.vhd(), 65536L),
                arguments(DiskFormat.VHDX, Samples.vhdx(), Samples.DISK),
                arguments(DiskFormat.VDI, Samples.vdi(), Samples.DISK),
                arguments(DiskFormat.ISO, Samples.iso(), 40960L),
                arguments(DiskFormat.RAW, Samples.raw(1025), 1025L),
                arguments(DiskFormat.RAW, Sample.of(0), 0L),
                arguments(DiskFormat.AMI, Samples.raw(512), 512L));
    }

    @ParameterizedTest
    @MethodSource("goodImages")
    void aGoodImageIsProvedWithTheSizeOfItsDisk(DiskFormat format, Sample sample, long disk) throws Exception {
        assertThat(Inspection.prove(sample.image(), DeclaredFormat.bare(format), LARGEST))
                .isEqualTo(new Verdict.Proved(disk));
    }

    @ParameterizedTest
    @MethodSource("goodImages")
    @Tag("SEC-04")
    void noOtherFormatMayBeDeclared(DiskFormat format, Sample sample) throws Exception {
        for (var other : DiskFormat.values()) {
            if (other.content() != format.content()) {
                assertThat(Inspection.prove(sample.image(), DeclaredFormat.bare(other), LARGEST))
                        .as("%s declared as %s", format, other)
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    static Stream<Arguments> ambiguousImages() {
        return Stream.of(
                arguments("qcow2 and iso", Samples.qcow2().text(0x8001, "CD001")),
                arguments("qcow2 with a VHD footer", Samples.qcow2().text(256 * 1024, "conectix")),
                arguments("vmdk and iso", Samples.vmdk().text(0x8001, "CD001")),
                arguments("vdi and qcow2", Samples.vdi().text(0, "QFI\u00fb")),
                arguments("iso and dmg", Samples.iso().text(40 * 1024 - 512, "koly")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguousImages")
    @Tag("SEC-04")
    void whatTwoProgramsWouldReadInTwoWaysIsRefused(String name, Sample sample) throws Exception {
        for (var declared : DiskFormat.values()) {
            assertThat(Inspection.prove(sample.image(), DeclaredFormat.bare(declared), LARGEST))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    @Tag("SEC-04")
    void bannedFormatsAreRefusedWhateverIsDeclared(DiskFormat declared) throws Exception {
        for (var magic :
                new String[] {"QED\0", "COWD", "LUKS\u00ba\u00be", "WithoutFreeSpace", "Bochs Virtual HD Image"}) {
            var sample = Samples.raw(4096).text(0, magic);

            assertThat(Inspection.prove(sample.image(), DeclaredFormat.bare(declared), LARGEST))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    @Tag("SEC-06")
    void aDiskLargerThanTheLimitIsRefused() throws Exception {
        var verdict = Inspection.prove(Samples.vdi().image(), DeclaredFormat.bare(DiskFormat.VDI), Samples.DISK - 1);

        assertThat(verdict)
                .isEqualTo(new Verdict.Refused("The disk claims 67108864 bytes; at most 67108863 are accepted."));
    }

    /// Random damage to good images: any verdict is fine, an exception or an absurd size is not.
    @ParameterizedTest
    @MethodSource("goodImages")
    @Tag("SEC-06")
    void damagedHeadersNeverEscape(DiskFormat format, Sample sample) throws Exception {
        var random = new Random(format.ordinal());
        for (int round = 0; round < 300 && sample.array().length > 0; round++) {
            var bytes = sample.array().clone();
            for (int i = 0; i < 8; i++) {
                bytes[random.nextInt(Math.min(bytes.length, 1024))] = (byte) random.nextInt();
            }
            if (Inspection.prove(Samples.image(bytes), DeclaredFormat.bare(format), LARGEST)
                    instanceof Verdict.Proved(var size)) {
                assertThat(size).isBetween(0L, LARGEST);
            }
        }
    }
}
