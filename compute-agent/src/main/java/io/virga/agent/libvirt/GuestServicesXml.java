package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;
import static io.virga.agent.libvirt.Xml.text;

import java.util.List;

/// What makes guests better neighbours: memory they can give back and count, good random numbers, a way for an agent
/// inside to talk to the host.
final class GuestServicesXml {

    private static final int STATISTICS_SECONDS = 5;

    private GuestServicesXml() {}

    static List<Xml> all() {
        return List.of(
                element("memballoon", element("stats").with("period", STATISTICS_SECONDS))
                        .with("model", "virtio"),
                element("rng", text("backend", "/dev/urandom").with("model", "random"))
                        .with("model", "virtio"),
                element("channel", element("target").with("type", "virtio").with("name", "org.qemu.guest_agent.0"))
                        .with("type", "unix"));
    }
}
