package io.virga.compute.network;

import java.util.List;

/// A network, as far as compute needs to know it. `up` is what its owner says of it (`admin_state_up`).
public record Network(
        String id,
        String project,
        String name,
        int mtu,
        boolean external,
        boolean shared,
        boolean up,
        List<String> subnets) {}
