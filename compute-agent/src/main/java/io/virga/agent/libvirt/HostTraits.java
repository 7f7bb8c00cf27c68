package io.virga.agent.libvirt;

/// What of a domain's definition depends on the host rather than on the instance.
///
/// `virtType` is `kvm`, `qemu`, or `test` for libvirt's own test driver. `userspaceDatapath` tells that Open vSwitch
/// forwards in user space, where a guest's offloads would stop all TCP.
public record HostTraits(String virtType, String integrationBridge, boolean userspaceDatapath) {}
