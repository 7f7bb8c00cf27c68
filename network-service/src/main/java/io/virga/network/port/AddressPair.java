package io.virga.network.port;

/// A source address that a port may use besides its own ones; `mac` may be the port's own.
public record AddressPair(String mac, String prefix) {}
