package io.virga.agent.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Finds out whether a guest truly starts with KVM. That `/dev/kvm` is there, and even opens, proves nothing: inside of
/// other virtual machines guests then hang.
///
/// The guest is five instructions at the reset vector, which write to QEMU's exit device. The answer holds until the
/// host boots again.
public final class KvmProbe {

    private static final Logger log = Logger.getLogger(KvmProbe.class);
    private static final int FIRMWARE_BYTES = 64 * 1024;
    private static final int RESET_VECTOR = FIRMWARE_BYTES - 16;

    /// mov al, 42; out 0xf4, al; hlt
    private static final byte[] CODE = {(byte) 0xb0, 42, (byte) 0xe6, (byte) 0xf4, (byte) 0xf4};

    /// What QEMU's exit device makes of 42.
    private static final int SUCCESS = 42 << 1 | 1;

    private static final int LONGEST_SECONDS = 2;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path folder;

    public KvmProbe(Path folder) {
        this.folder = folder;
    }

    /// What `kvm` or `qemu` the host's guests should be started with.
    public String virtType() {
        var cached = folder.resolve("kvm-probe");
        try {
            var boot = Files.readString(BOOT_ID).strip();
            if (Files.exists(cached) && Files.readString(cached).startsWith(boot)) {
                return Files.readString(cached).substring(boot.length()).strip();
            }
            var type = Files.exists(Path.of("/dev/kvm")) && starts("kvm") ? "kvm" : "qemu";
            AtomicFiles.write(cached, (boot + " " + type).getBytes(UTF_8));
            log.infof("guests of this host start with %s", type);
            return type;
        } catch (IOException e) {
            log.warn("whether KVM works cannot be found out; going without it", e);
            return "qemu";
        }
    }

    boolean starts(String accelerator) throws IOException {
        var firmware = Files.createTempFile(folder, "probe", ".bin");
        try {
            var image = new byte[FIRMWARE_BYTES];
            System.arraycopy(CODE, 0, image, RESET_VECTOR, CODE.length);
            Files.write(firmware, image);
            return runs(List.of(
                    "qemu-system-x86_64",
                    "-accel",
                    accelerator,
                    "-M",
                    "pc",
                    "-m",
                    "16",
                    "-nodefaults",
                    "-display",
                    "none",
                    "-no-reboot",
                    "-bios",
                    firmware.toString(),
                    "-device",
                    "isa-debug-exit,iobase=0xf4,iosize=4"));
        } finally {
            Files.deleteIfExists(firmware);
        }
    }

    private static boolean runs(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == SUCCESS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
