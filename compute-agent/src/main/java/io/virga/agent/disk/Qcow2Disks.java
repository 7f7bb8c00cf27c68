package io.virga.agent.disk;

import io.virga.agent.guest.ConfigDrive;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.nio.file.Path;

/// Root disks as qcow2 overlays on cached images, config drives as ISO 9660.
public final class Qcow2Disks implements Disks {

    private static final long GIB = 1L << 30;
    private static final String ROOT = "disk.qcow2";

    private final ImageCache images;

    public Qcow2Disks(ImageCache images) {
        this.images = images;
    }

    @Override
    public Path root(LaunchInstance command, Path folder) {
        // Noted before the image is fetched, so that it is not trimmed between the fetch and the overlay.
        images.noteUse(folder, command.image());
        var base = images.fetch(command.image());
        var wanted = command.machine().diskGib() * GIB;
        if (wanted > 0 && base.virtualSize() > wanted) {
            throw new UnfitImage("The image's disk of %d bytes is larger than the flavor's of %d GiB."
                    .formatted(base.virtualSize(), command.machine().diskGib()));
        }
        var overlay = folder.resolve(ROOT);
        QemuImg.overlay(base.file(), base.format(), overlay, wanted > 0 ? wanted : base.virtualSize());
        return overlay;
    }

    @Override
    public void flatten(Path folder, Path copy) {
        QemuImg.flatten(folder.resolve(ROOT), copy);
    }

    @Override
    public Path configDrive(LaunchInstance command, Path folder) {
        var image = folder.resolve("config.iso");
        ConfigDrive.of(command).burn(image);
        return image;
    }
}
