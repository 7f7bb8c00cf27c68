package io.virga.network.port;

import java.util.Set;
import java.util.UUID;

/// Fired inside of the transaction in which a port loses addresses, or goes away with all of them.
public record AddressesReleased(UUID port, Set<String> addresses) {}
