package io.virga.image.convert;

import io.virga.image.ImageConfig;
import io.virga.image.data.Intake;
import io.virga.image.image.Content;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.CloudException.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes images of another disk format out of images that were proved. A few at once; each has its share of the scratch
/// folder for what it reads and what it writes.
@ApplicationScoped
public class Conversion {

    public static final List<DiskFormat> TARGETS = List.of(DiskFormat.QCOW2, DiskFormat.RAW);

    private final ImageStore store;
    private final Intake intake;
    private final Scratch scratch;
    private final QemuImg qemu;
    private final ImageConfig.Conversion config;
    private final Semaphore free;

    Conversion(ImageStore store, Intake intake, Scratch scratch, QemuImg qemu, ImageConfig config) {
        this.store = store;
        this.intake = intake;
        this.scratch = scratch;
        this.qemu = qemu;
        this.config = config.conversion();
        free = new Semaphore(this.config.atOnce());
        this.config.outputFormat().filter(format -> !TARGETS.contains(format)).ifPresent(format -> {
            throw new IllegalStateException(
                    "image.conversion.output-format: %s is none of %s".formatted(format, TARGETS));
        });
    }

    /// What an import of `declared` data is to be converted to: what was asked for, or what the operator wants of all.
    /// Throws `Invalid` when it was asked for what cannot be, `Unavailable` when nothing can be converted here.
    public Optional<DiskFormat> target(Optional<DiskFormat> asked, DeclaredFormat declared) {
        if (asked.isPresent() && !isDisk(declared)) {
            throw new Invalid("Images of format %s cannot be converted."
                    .formatted(declared.disk().word()));
        }
        var target = asked.or(config::outputFormat)
                .filter(_ -> isDisk(declared))
                .filter(format -> declared.isOva() || format != declared.disk());
        target.ifPresent(_ -> qemu.require());
        return target;
    }

    private static boolean isDisk(DeclaredFormat declared) {
        return switch (declared.disk()) {
            case QCOW2, RAW, VMDK, VHD, VHDX, VDI -> true;
            case AMI, ARI, AKI, ISO, PLOOP -> false;
        };
    }

    /// What is stored at `place`, and was proved.
    public record Source(Place place, Content content, DeclaredFormat format) {}

    /// Stores the disk of `source` in format `target` at `place`, in at most `room` bytes, and proves it; what
    /// was proved of the source's signature counts for the result, too. `progress` runs now and then; what it
    /// throws ends it. Throws as `Intake` does.
    public Content convert(Source source, DiskFormat target, Place place, long room, Runnable progress)
            throws IOException {
        var most = Math.min(room, share() - source.content().size());
        requireRoom(source.content(), target, most);
        waitForTurn(progress);
        try (var folder = scratch.open()) {
            qemu.check();
            new Download(store, folder.source(), progress).disk(source.place(), source.content(), source.format());
            qemu.convert(folder.source(), source.format().disk(), folder.target(), target, most, progress);
            return kept(folder.target(), target, place, room, progress)
                    .with(source.content().proof());
        } finally {
            free.release();
        }
    }

    // What was made is not thrown away because there is no memory yet to send it.
    private Content kept(Path file, DiskFormat format, Place place, long room, Runnable progress) throws IOException {
        while (true) {
            try (var data = Files.newInputStream(file)) {
                return intake.keep(data, room, place, DeclaredFormat.bare(format), progress);
            } catch (TooManyRequests e) {
                progress.run();
            }
        }
    }

    private long share() {
        return config.scratchSize().asLongValue() / config.atOnce();
    }

    private void requireRoom(Content source, DiskFormat target, long most) {
        var disk = source.virtualSize();
        if (disk > config.maxVirtualSize().asLongValue()) {
            throw new TooLarge("The disk has %d bytes; at most %d are converted."
                    .formatted(disk, config.maxVirtualSize().asLongValue()));
        }
        var atLeast = target == DiskFormat.RAW ? disk : 0;
        if (atLeast > most || most <= 0) {
            throw new TooLarge(
                    "The disk of %d bytes is too large to be converted to %s.".formatted(disk, target.word()));
        }
    }

    private void waitForTurn(Runnable progress) throws IOException {
        try {
            while (!free.tryAcquire(1, TimeUnit.SECONDS)) {
                progress.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
