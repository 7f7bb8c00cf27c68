package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;

import io.virga.agent.guest.TapName;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import java.util.List;

/// A network interface. libvirt plugs it into Open vSwitch itself, under the port's id, and takes it out again.
final class InterfaceXml {

    private InterfaceXml() {}

    static Xml of(Attachment.Interface nic, int bus, HostTraits host) {
        var port = element("parameters").with("interfaceid", nic.port());
        return element(
                        "interface",
                        element("mac").with("address", nic.mac()),
                        element("source").with("bridge", host.integrationBridge()),
                        element("virtualport", port).with("type", "openvswitch"),
                        element("target").with("dev", TapName.of(nic.port())),
                        element("model").with("type", "virtio"))
                .with("type", "bridge")
                .and(host.userspaceDatapath() ? List.of(withoutOffloads()) : List.of())
                .and(List.of(PciXml.address(bus)));
    }

    private static Xml withoutOffloads() {
        var guest = element("guest")
                .with("csum", "off")
                .with("tso4", "off")
                .with("tso6", "off")
                .with("ecn", "off")
                .with("ufo", "off");
        var hostSide = element("host")
                .with("csum", "off")
                .with("gso", "off")
                .with("tso4", "off")
                .with("tso6", "off")
                .with("ecn", "off")
                .with("ufo", "off");
        return element("driver", hostSide, guest).with("name", "qemu");
    }
}
