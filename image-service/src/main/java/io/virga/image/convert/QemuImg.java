package io.virga.image.convert;

import io.virga.image.ImageConfig;
import io.virga.image.inspect.DiskFormat;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.CloudException.Unavailable;
import io.virga.sandbox.Sandbox;
import io.virga.sandbox.Sandbox.Bounds;
import io.virga.sandbox.Shown;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// The only place of this service that calls `qemu-img`: in the sandbox, and with the format of every file, because
/// whoever lets it guess believes what a guest has written.
@ApplicationScoped
class QemuImg {

    private static final Logger log = Logger.getLogger(QemuImg.class);
    private static final String PROGRAM = "/usr/bin/qemu-img";
    private static final String SOURCE = "/source";
    private static final String TARGET = "/target";
    private static final long LASTS = Duration.ofMinutes(1).toNanos();
    private static final Bounds LITTLE = new Bounds(0, Duration.ofSeconds(20));

    private static final String NO_ROOM = "File too large";

    /// Ended by the signal for that.
    private static final int WROTE_TOO_MUCH = 128 + 25;

    private final String user;
    private final Sandbox sandbox;
    private final Duration longest;
    private volatile long works;

    QemuImg(ImageConfig config) {
        user = config.conversion().user();
        sandbox = new Sandbox(user, config.conversion().memory().asLongValue());
        longest = config.conversion().longest();
    }

    /// As `check`, unless it went well within the last minute.
    void require() {
        if (System.nanoTime() - works > LASTS || works == 0) {
            check();
        }
    }

    /// Throws `Unavailable`, which says why to the operator alone, when nothing can be run in the sandbox here.
    void check() {
        try {
            var outcome = sandbox.run(List.of(PROGRAM, "--version"), List.of(), LITTLE, () -> {});
            if (outcome.code() != 0) {
                throw new IOException("exit code %d: %s"
                        .formatted(outcome.code(), outcome.errors().strip()));
            }
            works = System.nanoTime();
        } catch (IOException e) {
            log.errorf(
                    "no image can be converted, the sandbox does not work (image.conversion.user=%s): %s",
                    user, e.getMessage());
            throw new Unavailable("image conversion", e);
        }
    }

    /// Writes the disk in `source`, which was proved to be of format `from`, to `target`, of at most `most` bytes.
    /// `tick` runs meanwhile; what it throws ends it. Throws `Invalid` and `TooLarge`.
    void convert(Path source, DiskFormat from, Path target, DiskFormat to, long most, Runnable tick)
            throws IOException {
        var command = List.of(PROGRAM, "convert", "-f", name(from), "-O", name(to), SOURCE, TARGET);
        var files = List.of(Shown.toRead(source, SOURCE), Shown.toWrite(target, TARGET));
        var outcome = sandbox.run(command, files, new Bounds(most, longest), tick);
        if (outcome.isTimeout()) {
            throw new Invalid("The conversion took longer than %d seconds.".formatted(longest.toSeconds()));
        }
        if (outcome.code() == WROTE_TOO_MUCH || outcome.errors().strip().endsWith(NO_ROOM)) {
            throw new TooLarge("The converted image has more than %d bytes.".formatted(most));
        }
        if (outcome.code() != 0) {
            log.infof(
                    "qemu-img ended with %d: %s",
                    outcome.code(), outcome.errors().strip());
            var why = outcome.isKilled() ? "it needs more memory or processor time than it may have" : "it is damaged";
            throw new Invalid("The %s data cannot be converted: %s.".formatted(from.word(), why));
        }
    }

    private static String name(DiskFormat format) {
        return switch (format) {
            case VHD -> "vpc";
            case QCOW2, RAW, VMDK, VHDX, VDI -> format.word();
            case AMI, ARI, AKI, ISO, PLOOP ->
                throw new IllegalArgumentException("not a disk that can be converted: " + format);
        };
    }
}
