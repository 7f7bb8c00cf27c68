package io.virga.scheduler.placement;

/// An amount of each resource: virtual CPUs, memory in MiB, disk in GiB.
///
/// What is free on an overfull host may be negative, for instance after a part of its memory was taken out.
public record Amounts(long vcpus, long memoryMib, long diskGib) {

    public static final Amounts NONE = new Amounts(0, 0, 0);

    public long of(Resource resource) {
        return switch (resource) {
            case VCPU -> vcpus;
            case MEMORY -> memoryMib;
            case DISK -> diskGib;
        };
    }

    public Amounts plus(Amounts other) {
        return new Amounts(vcpus + other.vcpus, memoryMib + other.memoryMib, diskGib + other.diskGib);
    }

    public Amounts minus(Amounts other) {
        return new Amounts(vcpus - other.vcpus, memoryMib - other.memoryMib, diskGib - other.diskGib);
    }
}
