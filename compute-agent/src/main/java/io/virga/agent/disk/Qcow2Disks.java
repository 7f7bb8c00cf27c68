package io.virga.agent.disk;

import io.virga.agent.guest.ConfigDrive;
import io.virga.agent.image.ImageCache;
import io.virga.agent.image.ServedImage;
import io.virga.agent.image.ServedImages;
import io.virga.agent.image.UnfitImage;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Root disks as qcow2 overlays on cached images, or on served ones while those are fetched; config drives as ISO
/// 9660.
public final class Qcow2Disks implements Disks {

    static final String ROOT = "disk.qcow2";

    private static final long GIB = 1L << 30;

    private final ImageCache images;
    private final ServedImages served;
    private final QemuImg qemu;

    public Qcow2Disks(ImageCache images, ServedImages served, QemuImg qemu) {
        this.images = images;
        this.served = served;
        this.qemu = qemu;
    }

    /// `name` is a file's or a URI.
    private record Base(String name, long virtualSize, boolean lazy) {}

    @Override
    public Root root(LaunchInstance command, Path folder) {
        // Noted before the image is fetched, so that it is not trimmed between the fetch and the overlay.
        images.noteUse(folder, command.image());
        var base = base(command);
        var wanted = command.machine().diskGib() * GIB;
        if (wanted > 0 && base.virtualSize() > wanted) {
            throw new UnfitImage("The image's disk of %d bytes is larger than the flavor's of %d GiB."
                    .formatted(base.virtualSize(), command.machine().diskGib()));
        }
        var overlay = folder.resolve(ROOT);
        QemuImg.overlay(base.name(), command.image().format(), overlay, wanted > 0 ? wanted : base.virtualSize());
        return new Root(overlay, base.lazy());
    }

    private Base base(LaunchInstance command) {
        var image = command.image();
        if (command.lazy() && served.begin(image, command.instance()).orElse(null) instanceof ServedImage remote) {
            return new Base(remote.uri(), remote.virtualSize(), true);
        }
        var cached = images.fetch(image);
        return new Base(cached.file().toString(), cached.virtualSize(), false);
    }

    @Override
    public void flatten(Path root, Path copy) {
        // What the instance was given, whatever the disk's header names.
        var image = images.usedBy(root.getParent());
        var below = Stream.of(image, served.socketFor(image)).filter(Files::exists);
        qemu.flatten(root, Qcow2Header.of(root).virtualSize(), below.toList(), copy);
    }

    @Override
    public Path configDrive(LaunchInstance command, Path folder) {
        var image = folder.resolve("config.iso");
        ConfigDrive.of(command).burn(image);
        return image;
    }
}
