package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;
import static io.virga.agent.libvirt.Xml.text;

import io.virga.agent.hypervisor.Blueprint;

/// What the machine says of itself in SMBIOS. cloud-init looks for OpenStack's product name.
final class IdentityXml {

    private IdentityXml() {}

    static Xml of(Blueprint blueprint) {
        return element(
                        "sysinfo",
                        element(
                                "system",
                                entry("manufacturer", "Virga"),
                                entry("product", "OpenStack Compute"),
                                entry("serial", blueprint.instance()),
                                entry("uuid", blueprint.instance()),
                                entry("family", "Virtual Machine")))
                .with("type", "smbios");
    }

    private static Xml entry(String name, Object value) {
        return text("entry", value).with("name", name);
    }
}
