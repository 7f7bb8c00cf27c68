package io.virga.compute.network;

import java.util.List;

/// A subnet; `gateway` is null when it has none.
public record Subnet(String id, int version, String cidr, String gateway, boolean dhcp, List<String> dnsServers) {

    /// 24 of `10.0.0.0/24`.
    public int prefix() {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }
}
