package io.virga.agent.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.agent.host.Tool;
import io.virga.messaging.WireFormat;
import io.virga.sandbox.Outcome;
import io.virga.sandbox.Sandbox;
import io.virga.sandbox.Sandbox.Bounds;
import io.virga.sandbox.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The only place that calls `qemu-img`. Every call names the format of every file: a guest can write another
/// format's header onto its own disk, and whoever guesses believes it. Every call that opens what tenants have
/// written is made in the sandbox; where that does not work, such a call fails.
///
/// What is asked for throws `Tool.Failed`, and `Tool.Refused` when `qemu-img` came to its end and did not like what
/// it was given.
public final class QemuImg {

    private static final Path PROGRAM = Path.of("/usr/bin/qemu-img");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_COPY = Duration.ofHours(2);
    private static final Bounds LOOK = new Bounds(0, LONGEST);
    private static final long LASTS = Duration.ofMinutes(1).toNanos();
    private static final String DISK = "/disk";
    private static final String COPY = "/copy";

    /// Of a qcow2's disk, as its tables count it: an eight-thousandth for addresses, a quarter of that for counts of
    /// references; and a fixed amount.
    private static final int TABLES_SHARE = 4_096;

    private static final long TABLES = 1 << 20;

    private final Sandbox sandbox;
    private final Path program;
    private volatile long works;

    public QemuImg(Sandbox sandbox) {
        this(sandbox, PROGRAM);
    }

    QemuImg(Sandbox sandbox, Path program) {
        this.sandbox = sandbox;
        this.program = program;
    }

    /// A qcow2 file of `bytes` that shows `base`, a file or a URI, where it was not written yet. The base is not
    /// opened: whether it is of that format was proved before.
    public static void overlay(String base, String baseFormat, Path overlay, long bytes) {
        var command = List.of(
                PROGRAM.toString(),
                "create",
                "-q",
                "-u",
                "-f",
                "qcow2",
                "-F",
                baseFormat,
                "-b",
                base,
                overlay.toString(),
                Long.toString(bytes));
        Tool.run(LONGEST, command);
    }

    /// Why nothing can be run in the sandbox on this host. Tried anew unless it went well within the last minute.
    public synchronized Optional<String> complaint() {
        if (works != 0 && System.nanoTime() - works < LASTS) {
            return Optional.empty();
        }
        var complaint = tried();
        works = complaint.isEmpty() ? System.nanoTime() : 0;
        return complaint;
    }

    private Optional<String> tried() {
        try {
            var outcome = sandbox.run(List.of(program.toString(), "--version"), List.of(), LOOK, () -> {});
            return outcome.code() == 0 ? Optional.empty() : Optional.of(ending(outcome));
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    /// What QEMU finds in `image`, which is `shown` or a URI that leads there.
    public JsonNode info(String format, String image, Path shown) {
        var output = run(List.of("info", "-f", format, "--output=json", image), List.of(Shown.toRead(shown)), LOOK);
        return WireFormat.read(output, JsonNode.class);
    }

    /// Copies what the qcow2 `disk` of `bytes` shows into a qcow2 that stands alone. The disk finds what it stands on
    /// under its path among the files `below`, and no other file; which one, and of which format, says the header
    /// that `overlay` wrote.
    public void flatten(Path disk, long bytes, List<Path> below, Path copy) {
        create(copy);
        var files = new ArrayList<>(List.of(Shown.toRead(disk, DISK), Shown.toWrite(copy, COPY)));
        below.forEach(file -> files.add(Shown.toRead(file)));
        run(
                List.of("convert", "-q", "-f", "qcow2", "-O", "qcow2", DISK, COPY),
                files,
                new Bounds(bytes + bytes / TABLES_SHARE + TABLES, LONGEST_COPY));
    }

    /// Has the qcow2 `disk`, which nobody has open, stand on `base`, which holds the same as what it stood on.
    public void rebase(Path disk, Path base, String baseFormat) {
        run(
                List.of("rebase", "-q", "-u", "-f", "qcow2", "-F", baseFormat, "-b", base.toString(), DISK),
                List.of(Shown.toWrite(disk, DISK)),
                new Bounds(size(disk), LONGEST));
    }

    private String run(List<String> arguments, List<Shown> files, Bounds bounds) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            var outcome = sandbox.run(command, files, bounds, () -> {});
            if (outcome.code() == 0) {
                return outcome.output();
            }
            throw failure(outcome, bounds);
        } catch (IOException e) {
            throw new Tool.Failed("qemu-img could not be run: " + e.getMessage(), e);
        }
    }

    // A sandbox that cannot be made ends like a file that cannot be read, and says nothing of the file.
    private Tool.Failed failure(Outcome outcome, Bounds bounds) {
        if (outcome.isTimeout()) {
            return new Tool.Failed("qemu-img took longer than " + bounds.longest(), null);
        }
        if (outcome.isKilled()) {
            return new Tool.Failed(ending(outcome), null);
        }
        var complaint = tried();
        return complaint.isEmpty()
                ? new Tool.Refused(ending(outcome))
                : new Tool.Failed("the sandbox does not work on this host: " + complaint.get(), null);
    }

    private static String ending(Outcome outcome) {
        return "qemu-img ended with %d: %s".formatted(outcome.code(), Tool.tail(outcome.errors()));
    }

    // What a copy that was given up has left is not written over: others may have it open.
    private static void create(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
