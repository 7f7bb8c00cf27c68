package io.virga.agent.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import io.virga.sandbox.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/// Finds out whether a guest truly starts with KVM. That `/dev/kvm` is there, and even runs a few instructions,
/// proves nothing: inside of other virtual machines it may refuse the host's processor model, hang in the firmware, or
/// need fifty times as long as emulation.
///
/// The guest is a machine like any other of ours, up to a boot sector that writes to QEMU's exit device. It is started
/// without KVM first, and has four times as long with it, so that a busy host is not taken for a bad one. The answer
/// holds until the host boots again.
public final class KvmProbe {

    private static final Logger log = Logger.getLogger(KvmProbe.class);
    private static final int SECTOR = 512;
    private static final int DISK = 1 << 20;

    /// mov al, 42; out 0xf4, al; hlt
    private static final byte[] CODE = {(byte) 0xb0, 42, (byte) 0xe6, (byte) 0xf4, (byte) 0xf4};

    /// What QEMU's exit device makes of 42.
    private static final int SUCCESS = 42 << 1 | 1;

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final int MUCH_SLOWER = 4;
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
            var type = Files.exists(Path.of("/dev/kvm")) && kvmHelps() ? "kvm" : "qemu";
            AtomicFiles.write(cached, (boot + " " + type).getBytes(UTF_8));
            log.infof("guests of this host start with %s", type);
            return type;
        } catch (IOException e) {
            log.warn("whether KVM works cannot be found out; going without it", e);
            return "qemu";
        }
    }

    private boolean kvmHelps() throws IOException {
        var begin = System.nanoTime();
        starts("tcg", "qemu64", LONGEST);
        var emulated = Duration.ofNanos(System.nanoTime() - begin);
        var patience = emulated.multipliedBy(MUCH_SLOWER);
        return starts("kvm", "host", patience.compareTo(LEAST) > 0 ? patience : LEAST);
    }

    /// Whether it starts within `longest`; `processor` is QEMU's name of the model that guests would get.
    boolean starts(String accelerator, String processor, Duration longest) throws IOException {
        var disk = Files.createTempFile(folder, "probe", ".raw");
        try {
            var content = Arrays.copyOf(CODE, DISK);
            content[SECTOR - 2] = 0x55;
            content[SECTOR - 1] = (byte) 0xaa;
            Files.write(disk, content);
            var command = List.of(
                    "qemu-system-x86_64",
                    "-accel",
                    accelerator,
                    "-cpu",
                    processor,
                    "-M",
                    "q35",
                    "-m",
                    "64",
                    "-nodefaults",
                    "-display",
                    "none",
                    "-no-reboot",
                    "-drive",
                    "if=virtio,format=raw,file=" + disk,
                    "-device",
                    "isa-debug-exit,iobase=0xf4,iosize=4");
            return Child.run(command, longest, () -> {}).code() == SUCCESS;
        } finally {
            Files.deleteIfExists(disk);
        }
    }
}
