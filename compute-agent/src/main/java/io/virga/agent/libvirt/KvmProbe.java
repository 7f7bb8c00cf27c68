package io.virga.agent.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import io.virga.sandbox.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Finds out whether a guest truly starts with KVM. That `/dev/kvm` is there, and even runs a few instructions,
/// proves nothing: inside of other virtual machines it may refuse the host's processor model, hang in the firmware, or
/// need fifty times as long as emulation.
///
/// The guest is a machine like any other of ours, up to a boot sector that writes to QEMU's exit device. It is started
/// without KVM first, and has four times as long with it, so that a busy host is not taken for a bad one. Who starts in
/// time has KVM, who ends otherwise has none, and that holds until the host boots again. Who is not there in time may
/// hang, or the host may have become busy in between: that is tried again ten minutes later at the earliest, four times
/// in all, and then KVM must do it twice in a row. Until then guests start without it.
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
    private static final int MOST_TRIES = 4;
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /// Other than an answer, it does not begin with the boot.
    private static final Pattern TRIES = Pattern.compile("tries of (?<boot>\\S+): (?<number>\\d)");

    private static final String KVM = "kvm";
    private static final String QEMU = "qemu";

    private final Path folder;
    private final String program;
    private final Path device;
    private volatile String virtType = QEMU;
    private boolean settled;

    public KvmProbe(Path folder) {
        this(folder, "qemu-system-x86_64", Path.of("/dev/kvm"));
    }

    KvmProbe(Path folder, String program, Path device) {
        this.folder = folder;
        this.program = program;
        this.device = device;
    }

    /// How a start has ended.
    enum Start {
        DONE,
        REFUSED,
        LATE
    }

    /// With what, `kvm` or `qemu`, the host's guests should be started now; without KVM before the first look.
    public String virtType() {
        return virtType;
    }

    /// Tries, unless the answer is known or it is too early to try again.
    public synchronized void look() {
        if (settled) {
            return;
        }
        try {
            var boot = Files.readString(BOOT_ID).strip();
            var note = Files.exists(file()) ? Files.readString(file()).strip() : "";
            var answer = note.startsWith(boot + " ") ? note.substring(boot.length() + 1) : "";
            var tries = tries(note, boot);
            if (answer.equals(KVM) || answer.equals(QEMU)) {
                settle(answer);
            } else if (tries == 0 || isOld()) {
                tryOnce(boot, tries + 1);
            }
        } catch (IOException e) {
            log.warn("whether KVM works cannot be found out; going without it", e);
            settle(QEMU);
        }
    }

    private void tryOnce(String boot, int number) throws IOException {
        var start = Files.exists(device) ? startWithKvm(number > 1 ? 2 : 1) : Start.REFUSED;
        if (start == Start.LATE && number < MOST_TRIES) {
            write("tries of %s: %d".formatted(boot, number));
            log.warnf("a guest did not start with KVM in time; going without it, and trying again in %s", PAUSE);
            return;
        }
        settle(start == Start.DONE ? KVM : QEMU);
        write(boot + " " + virtType);
        log.infof("guests of this host start with %s", virtType);
    }

    private void settle(String answer) {
        virtType = answer;
        settled = true;
    }

    private static int tries(String note, String boot) {
        var tries = TRIES.matcher(note);
        return tries.matches() && tries.group("boot").equals(boot) ? Integer.parseInt(tries.group("number")) : 0;
    }

    private Path file() {
        return folder.resolve("kvm-probe");
    }

    private void write(String note) {
        AtomicFiles.write(file(), note.getBytes(UTF_8));
    }

    private boolean isOld() throws IOException {
        return Files.getLastModifiedTime(file())
                .toInstant()
                .isBefore(Instant.now().minus(PAUSE));
    }

    private Start startWithKvm(int inARow) throws IOException {
        var begin = System.nanoTime();
        start("tcg", "qemu64", LONGEST);
        var emulated = Duration.ofNanos(System.nanoTime() - begin);
        var patience = emulated.multipliedBy(MUCH_SLOWER);
        var start = Start.DONE;
        for (var done = 0; done < inARow && start == Start.DONE; done++) {
            start = start(KVM, "host", patience.compareTo(LEAST) > 0 ? patience : LEAST);
        }
        return start;
    }

    /// Whether it starts within `longest`; `processor` is QEMU's name of the model that guests would get.
    Start start(String accelerator, String processor, Duration longest) throws IOException {
        var disk = Files.createTempFile(folder, "probe", ".raw");
        try {
            var content = Arrays.copyOf(CODE, DISK);
            content[SECTOR - 2] = 0x55;
            content[SECTOR - 1] = (byte) 0xaa;
            Files.write(disk, content);
            var command = List.of(
                    program,
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
            var outcome = Child.run(command, longest, () -> {});
            if (outcome.isTimeout()) {
                return Start.LATE;
            }
            return outcome.code() == SUCCESS ? Start.DONE : Start.REFUSED;
        } finally {
            Files.deleteIfExists(disk);
        }
    }
}
