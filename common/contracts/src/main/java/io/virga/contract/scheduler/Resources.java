package io.virga.contract.scheduler;

/// An amount of what hosts have: virtual CPUs, memory in MiB, disk in GiB. Never negative.
public record Resources(int vcpus, int memoryMib, int diskGib) {

    public Resources {
        if (vcpus < 0 || memoryMib < 0 || diskGib < 0) {
            throw new IllegalArgumentException("resources must not be negative");
        }
    }
}
