package io.virga.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.virga.image.inspect.Samples.Sample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Images that are of their declared format, and still lead out of themselves or exhaust whoever opens them.
class RefusalsTest {

    static Stream<Arguments> qcow2Leaks() {
        return Stream.of(
                arguments(
                        "backing file",
                        Samples.qcow2().int64(8, 512).int32(16, 11).text(512, "/etc/passwd")),
                arguments("backing file of length 0", Samples.qcow2().int64(8, 512)),
                arguments("backing file", Samples.qcow2().int32(16, 11)),
                arguments(
                        "backing file",
                        Samples.qcow2().int32(4, 2).int64(8, 512).int32(16, 11)),
                arguments(
                        "format of a backing file",
                        Samples.qcow2().int32(112, 0xE2792ACA).int32(116, 3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("qcow2Leaks")
    @Tag("SEC-01")
    void aQcow2WithABackingFileIsRefused(String what, Sample sample) throws Exception {
        assertThat(refusal(sample, DiskFormat.QCOW2)).contains("backing file");
    }

    static Stream<Arguments> externalData() {
        return Stream.of(
                arguments("feature bit", Samples.qcow2().int64(72, 4)),
                arguments("extension", Samples.qcow2().int32(112, 0x44415441).int32(116, 11)),
                arguments(
                        "second extension",
                        Samples.qcow2().int32(112, 0x6803f857).int32(116, 8).int32(128, 0x44415441)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("externalData")
    @Tag("SEC-02")
    void aQcow2WithExternalDataIsRefused(String what, Sample sample) throws Exception {
        assertThat(refusal(sample, DiskFormat.QCOW2)).contains("external data file");
    }

    static Stream<Arguments> vmdkLeaks() {
        return Stream.of(
                arguments(
                        "only describes",
                        Samples.raw(1024).text(0, "# Disk DescriptorFile\nRW 8 FLAT \"/etc/passwd\" 0\n")),
                arguments("another file", Samples.vmdk("RW 8 FLAT \"/etc/passwd\" 0", "monolithicSparse")),
                arguments("another file", Samples.vmdk("RW 8 SPARSE \"/etc/passwd\"", "monolithicSparse")),
                arguments("another file", Samples.vmdk("rw 8 VMFSRDM \"x\"", "monolithicSparse")),
                arguments("only monolithicSparse", Samples.vmdk("RW 8 SPARSE \"x\"", "monolithicFlat")),
                arguments("2 extents", Samples.vmdk("RW 8 SPARSE \"x\"\nRW 8 SPARSE \"y\"", "monolithicSparse")),
                arguments("0 extents", Samples.vmdk("", "monolithicSparse")),
                arguments(
                        "parent",
                        Samples.vmdk("RW 8 SPARSE \"x\"\nparentFileNameHint=\"/etc/passwd\"", "monolithicSparse")),
                arguments("parent", Samples.vmdk("RW 8 SPARSE \"x\"\nparentCID=12345678", "monolithicSparse")),
                arguments("unknown line", Samples.vmdk("RW 8 SPARSE \"x\"\nchangeTrackPath x", "monolithicSparse")),
                arguments("embedded descriptor", Samples.vmdk().little64(28, 0)),
                arguments("footer differs", Samples.vmdk().little64(56, -1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vmdkLeaks")
    @Tag("SEC-03")
    void aVmdkThatNamesOtherFilesIsRefused(String reason, Sample sample) throws Exception {
        assertThat(refusal(sample, DiskFormat.VMDK)).contains(reason);
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments(DiskFormat.QCOW2, Samples.qcow2().int64(24, -1)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int64(24, Long.MAX_VALUE)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(36, -1)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(36, 0)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int64(40, 1L << 62)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(56, 4096)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(60, 65536)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(20, 63)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(100, -1)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int64(72, 1L << 40)),
                arguments(DiskFormat.QCOW2, Samples.qcow2().int32(32, 1)),
                arguments(DiskFormat.VMDK, Samples.vmdk().little64(12, 0)),
                arguments(DiskFormat.VMDK, Samples.vmdk().little64(12, Long.MAX_VALUE)),
                arguments(DiskFormat.VMDK, Samples.vmdk().little64(20, 0)),
                arguments(DiskFormat.VHD, Samples.vhd().int32(64 * 1024 + 60, 4)),
                arguments(DiskFormat.VHD, Samples.vhd().int32(64 * 1024 + 60, 3)),
                arguments(DiskFormat.VHD, Samples.vhd().int64(64 * 1024 + 48, 1L << 40)),
                arguments(DiskFormat.VHDX, Samples.vhdx().little32((2048 + 64) * 1024 + 4, 2)),
                arguments(DiskFormat.VHDX, Samples.vhdx().little64((2048 + 64) * 1024 + 8, -1)),
                arguments(DiskFormat.VHDX, Samples.vhdx().little64(192 * 1024 + 32, 1L << 50)),
                arguments(DiskFormat.VHDX, Samples.vhdx().text(192 * 1024, "none")),
                arguments(DiskFormat.VDI, Samples.vdi().little32(0x4c, 4)),
                arguments(DiskFormat.VDI, Samples.vdi().little64(0x170, 1L << 50)),
                arguments(DiskFormat.VDI, Samples.vdi().little32(0x180, -1)),
                arguments(DiskFormat.VDI, Samples.vdi().little32(0x1b8, 1)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @Tag("SEC-06")
    void absurdHeadersAreRefused(DiskFormat format, Sample sample) throws Exception {
        assertThat(refusal(sample, format)).isNotEmpty();
    }

    private static String refusal(Sample sample, DiskFormat declared) throws Exception {
        var verdict = Inspection.prove(sample.image(), DeclaredFormat.bare(declared), 1L << 44);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reason();
    }
}
