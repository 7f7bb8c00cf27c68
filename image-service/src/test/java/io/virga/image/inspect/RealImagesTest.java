package io.virga.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images as `qemu-img` writes them, where it is installed: what people upload must be accepted.
class RealImagesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "qcow2, QCOW2, compat=1.1",
        "qcow2, QCOW2, compat=0.10",
        "qcow2, QCOW2, cluster_size=2M",
        "vmdk, VMDK, subformat=monolithicSparse",
        "vmdk, VMDK, subformat=streamOptimized",
        "vpc, VHD, 'subformat=dynamic,force_size=on'",
        "vpc, VHD, 'subformat=fixed,force_size=on'",
        "vhdx, VHDX, subformat=dynamic",
        "vdi, VDI, static=off",
        "raw, RAW, preallocation=off"
    })
    void isProved(String format, DiskFormat declared, String options) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-img")));
        var source = folder.resolve("source");
        var bytes = new byte[4 << 20];
        bytes[1 << 20] = 1;
        Files.write(source, bytes);
        var target = folder.resolve("target");
        run("qemu-img", "convert", "-f", "raw", "-O", format, "-o", options, source.toString(), target.toString());

        var verdict =
                Inspection.prove(Samples.image(Files.readAllBytes(target)), DeclaredFormat.bare(declared), 1L << 40);

        assertThat(verdict).isEqualTo(new Verdict.Proved(4 << 20));
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
