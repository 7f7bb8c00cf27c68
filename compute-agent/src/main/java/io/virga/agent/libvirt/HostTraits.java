package io.virga.agent.libvirt;

import java.util.function.Supplier;

/// What of a domain's definition depends on the host rather than on the instance.
///
/// `virtTypes` gives `kvm`, `qemu`, or `test` for libvirt's own test driver, for the next guest. `userspaceDatapath`
/// tells that Open vSwitch forwards in user space, where a guest's offloads would stop all TCP.
public record HostTraits(Supplier<String> virtTypes, String integrationBridge, boolean userspaceDatapath) {

    /// One whose guests all start with `virtType`.
    public HostTraits(String virtType, String integrationBridge, boolean userspaceDatapath) {
        this(() -> virtType, integrationBridge, userspaceDatapath);
    }

    String virtType() {
        return virtTypes.get();
    }
}
