package io.virga.scheduler.placement;

/// What a host has, and an instance takes, an amount of.
public enum Resource {
    VCPU("vcpu", ""),
    MEMORY("memory", " MiB"),
    DISK("disk", " GiB");

    private final String label;
    private final String unit;

    Resource(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    /// The amount as people write it: `512 MiB`.
    String text(long amount) {
        return amount + unit;
    }
}
