package io.virga.compute;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What an operator may tune in the compute service.
@ConfigMapping(prefix = "compute")
public interface ComputeConfig {

    /// How long a task may run before the reconciler ends it.
    @WithDefault("10m")
    Duration taskTimeout();

    /// How long making an image of a server may take: copying its disk, bringing it into the store, proving it.
    @WithDefault("2h")
    Duration snapshotTimeout();

    /// How many hosts are tried, one after the other, before a boot ends in error.
    @WithDefault("3")
    int bootAttempts();

    /// How long a guest may take to shut down by itself before its power is cut.
    @WithDefault("60s")
    Duration shutdownGrace();

    /// A host whose heartbeat is older than this is down.
    @WithDefault("30s")
    Duration hostDownAfter();

    /// How long a host may leave a command unanswered before it is sent again.
    @WithDefault("30s")
    Duration redriveAfter();

    /// The most servers that one page of a listing holds.
    @WithDefault("1000")
    int maxPageSize();

    /// The shares of a project that has been given none of its own; -1 is no limit.
    Quota quota();

    /// Default limits per project.
    interface Quota {
        @WithDefault("10")
        int instances();

        @WithDefault("20")
        int cores();

        /// MiB.
        @WithDefault("51200")
        int ram();

        @WithDefault("100")
        int keyPairs();

        @WithDefault("128")
        int metadataItems();
    }
}
