package io.virga.agent.hypervisor;

/// What kind of hypervisor it is, in the words of `HostReport.Hypervisor`.
public record About(String kind, String virtType, int version) {}
