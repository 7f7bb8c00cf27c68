package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;
import static io.virga.agent.libvirt.Xml.text;

import io.virga.agent.guest.DeviceSlots;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import io.virga.model.InstanceId;
import java.util.ArrayList;
import java.util.List;

/// Writes a machine's definition for libvirt. Each kind of device has a class of its own.
final class DomainXml {

    /// Room for what may be plugged in while the machine runs.
    private static final int SPARE_PORTS = 8;

    /// What the machine itself puts on PCI besides its attachments: video, USB, balloon, random numbers, channel.
    private static final int OWN_PORTS = 6;

    private final HostTraits host;

    DomainXml(HostTraits host) {
        this.host = host;
    }

    static String name(InstanceId id) {
        return "instance-" + id;
    }

    String render(Blueprint blueprint) {
        var virtType = host.virtType();
        return element(
                        "domain",
                        text("name", name(blueprint.instance())),
                        text("uuid", blueprint.instance()),
                        text("title", oneLine(blueprint.title())),
                        element("metadata", new InstanceMetadata(blueprint.generation()).xml()),
                        text("memory", blueprint.memoryMib()).with("unit", "MiB"),
                        text("vcpu", blueprint.vcpus()),
                        os(),
                        IdentityXml.of(blueprint),
                        element("features", element("acpi"), element("apic")),
                        cpu(virtType),
                        element("clock").with("offset", "utc"),
                        text("on_poweroff", "destroy"),
                        text("on_reboot", "restart"),
                        text("on_crash", "destroy"),
                        devices(blueprint))
                .with("type", virtType)
                .render();
    }

    private static Xml os() {
        return element(
                "os",
                text("type", "hvm").with("arch", "x86_64").with("machine", "q35"),
                element("boot").with("dev", "hd"),
                element("smbios").with("mode", "sysinfo"));
    }

    // Without KVM nothing of the host's processor may be promised to the guest.
    private static Xml cpu(String virtType) {
        if (virtType.equals("kvm")) {
            return element("cpu").with("mode", "host-model");
        }
        return element("cpu", text("model", "qemu64").with("fallback", "forbid"))
                .with("mode", "custom")
                .with("match", "exact");
    }

    private Xml devices(Blueprint blueprint) {
        var devices = new ArrayList<Xml>();
        var nics = blueprint.attachments().stream()
                .filter(Attachment.Interface.class::isInstance)
                .toList();
        for (var attachment : blueprint.attachments()) {
            devices.add(
                    switch (attachment) {
                        case Attachment.RootDisk disk -> DiskXml.root(disk, DeviceSlots.busOfRootDisk(nics.size()));
                        case Attachment.ConfigDrive drive -> DiskXml.configDrive(drive);
                        case Attachment.Interface nic ->
                            InterfaceXml.of(nic, DeviceSlots.busOfInterface(nics.indexOf(nic)), host);
                    });
        }
        devices.addAll(PciXml.ports(devices.size() + OWN_PORTS + SPARE_PORTS));
        devices.add(ConsoleXml.serial(blueprint.consoleLog()));
        devices.addAll(ConsoleXml.screen());
        devices.addAll(GuestServicesXml.all());
        return element("devices").and(List.copyOf(devices));
    }

    // libvirt takes no line breaks in a title.
    private static String oneLine(String title) {
        return title.replaceAll("\\R", " ");
    }
}
