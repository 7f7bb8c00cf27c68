package io.virga.compute.network;

import java.util.List;
import java.util.UUID;

/// A port of the network service. `host` is where it is bound, empty when it is not.
public record Port(
        UUID id,
        String project,
        String networkId,
        String mac,
        String device,
        String host,
        String status,
        List<FixedIp> fixedIps,
        List<String> securityGroups) {

    public record FixedIp(String subnet, String address) {}

    public boolean isUp() {
        return "ACTIVE".equals(status);
    }
}
