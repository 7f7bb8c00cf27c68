package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The PCI Express topology of a `q35` machine: every device sits in a root port, and ports cannot be added later.
final class PciXml {

    private PciXml() {}

    static List<Xml> ports(int count) {
        var root = controller(0, "pcie-root");
        return Stream.concat(
                        Stream.of(root), IntStream.rangeClosed(1, count).mapToObj(i -> controller(i, "pcie-root-port")))
                .toList();
    }

    /// In the root port of that number, alone.
    static Xml address(int port) {
        return element("address")
                .with("type", "pci")
                .with("domain", "0x0000")
                .with("bus", "0x%02x".formatted(port))
                .with("slot", "0x00")
                .with("function", "0x0");
    }

    private static Xml controller(int index, String model) {
        return element("controller").with("type", "pci").with("index", index).with("model", model);
    }
}
