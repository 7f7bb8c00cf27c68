package io.virga.contract.agent;

import io.virga.model.PortId;
import java.util.List;

/// One network interface, in the order in which the guest shall see them.
///
/// `mac` is lower-case with colons, `mtu` in bytes.
public record Nic(PortId port, String networkId, String mac, int mtu, List<Address> addresses) {

    /// One fixed address of the port: `prefix` is the subnet's prefix length; `gateway` is null when the subnet has
    /// none;
    /// `dhcp` says whether the guest gets the same answer from DHCP.
    public record Address(String ip, int version, int prefix, String gateway, List<String> dnsServers, boolean dhcp) {}
}
