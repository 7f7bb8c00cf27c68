package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;
import static io.virga.agent.libvirt.Xml.text;

import io.virga.agent.guest.DeviceSlots;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import java.nio.file.Path;
import java.util.List;

/// Disks, all on virtio: small guests' kernels have no other driver. The format is always named and never probed.
final class DiskXml {

    /// As the guest sees the root disk, and as libvirt's commands call it.
    static final String ROOT = "vda";

    private DiskXml() {}

    static Xml root(Attachment.RootDisk disk, int bus) {
        var driver = element("driver")
                .with("name", "qemu")
                .with("type", "qcow2")
                .with("cache", "writeback")
                .with("discard", "unmap");
        return disk(
                        disk.lazy() ? pausing(driver) : driver,
                        disk.file(),
                        ROOT,
                        text("serial", DeviceSlots.ROOT_DISK_SERIAL))
                .and(List.of(PciXml.address(bus)));
    }

    private static Xml pausing(Xml driver) {
        return driver.with("error_policy", "stop").with("rerror_policy", "stop");
    }

    static Xml configDrive(Attachment.ConfigDrive drive) {
        return disk(
                element("driver").with("name", "qemu").with("type", "raw"), drive.file(), "vdz", element("readonly"));
    }

    private static Xml disk(Xml driver, Path file, String target, Xml last) {
        return element(
                        "disk",
                        driver,
                        element("source").with("file", file),
                        element("target").with("dev", target).with("bus", "virtio"),
                        last)
                .with("type", "file")
                .with("device", "disk");
    }
}
