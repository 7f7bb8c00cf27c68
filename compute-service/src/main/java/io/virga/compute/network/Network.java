package io.virga.compute.network;

import java.util.List;

/// A network, as far as compute needs to know it.
public record Network(
        String id, String project, String name, int mtu, boolean external, boolean shared, List<String> subnets) {}
