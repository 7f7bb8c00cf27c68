package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;

import java.nio.file.Path;
import java.util.List;

/// The ways to look at a machine: a serial console that is written down, and a screen on loopback.
final class ConsoleXml {

    private ConsoleXml() {}

    static Xml serial(Path log) {
        return element(
                        "serial",
                        element("log").with("file", log).with("append", "off"),
                        element("target").with("type", "isa-serial").with("port", 0))
                .with("type", "pty");
    }

    static List<Xml> screen() {
        return List.of(
                element("graphics", element("listen").with("type", "address").with("address", "127.0.0.1"))
                        .with("type", "vnc")
                        .with("port", -1)
                        .with("autoport", "yes"),
                element("video", element("model").with("type", "virtio")),
                element("controller").with("type", "usb").with("model", "qemu-xhci"),
                element("input").with("type", "tablet").with("bus", "usb"));
    }
}
