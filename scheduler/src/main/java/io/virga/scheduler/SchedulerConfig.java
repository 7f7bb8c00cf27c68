package io.virga.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What an operator may set about placement.
@ConfigMapping(prefix = "scheduler")
public interface SchedulerConfig {

    /// A host that has not been heard for this long gets no new instances.
    @WithDefault("30s")
    Duration hostSilence();

    /// Memory of every host, in MiB, that is kept for the host itself.
    @WithDefault("512")
    int reservedMemoryMib();

    /// How many virtual CPUs are given out per CPU of a host.
    @WithDefault("16.0")
    double cpuRatio();

    /// How much memory is given out per memory of a host.
    @WithDefault("1.0")
    double memoryRatio();

    /// How much disk is given out per disk of a host. Above 1 hosts may run full, for overlays grow as they are written
    /// to.
    @WithDefault("1.0")
    double diskRatio();

    /// How long the generation of a released claim is remembered. Must be longer than a message may be under way.
    @WithDefault("24h")
    Duration rememberReleases();

    /// How many requests one process handles at a time.
    @WithDefault("4")
    int readers();
}
