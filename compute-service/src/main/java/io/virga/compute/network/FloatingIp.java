package io.virga.compute.network;

import java.util.UUID;

/// A floating address that leads to a port; `fixedIp` is the one of the port's that it leads to.
public record FloatingIp(String id, String address, UUID port, String fixedIp) {}
