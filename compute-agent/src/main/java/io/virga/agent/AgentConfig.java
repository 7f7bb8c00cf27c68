package io.virga.agent;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.virga.agent.image.DiskShare;
import io.virga.model.HostName;
import java.nio.file.Path;
import java.time.Duration;

/// What an operator may say to an agent. Only `host` and `state-dir` have no default.
@ConfigMapping(prefix = "agent")
public interface AgentConfig {

    /// The host's name in the cloud; part of its broker addresses.
    String host();

    @WithDefault("LIBVIRT")
    Kind hypervisor();

    Libvirt libvirt();

    /// Instances' files, the image cache and what little the agent remembers. The hypervisor must see it under the
    /// same path.
    Path stateDir();

    /// The Open vSwitch bridge that instances are plugged into.
    @WithDefault("br-int")
    String integrationBridge();

    @WithDefault("nova")
    String availabilityZone();

    /// Open vSwitch's datapath on this host; `AUTO` finds out.
    @WithDefault("AUTO")
    Datapath datapath();

    /// Where other hosts reach this one.
    @WithDefault("127.0.0.1")
    String address();

    @WithDefault("5s")
    Duration heartbeatInterval();

    /// How often the power states are looked at, besides the hypervisor's own events.
    @WithDefault("10s")
    Duration sweepInterval();

    /// How often leftovers are looked for.
    @WithDefault("5m")
    Duration janitorInterval();

    /// How many instances are worked on at the same time.
    @WithDefault("16")
    int parallelCommands();

    /// How long a command waits for a hypervisor that does not answer.
    @WithDefault("10m")
    Duration hypervisorPatience();

    /// How often the guest is asked to shut down until it does: a press while it boots is lost.
    @WithDefault("10s")
    Duration powerButtonInterval();

    /// Whom `qemu-img` runs as where it reads tenants' bytes and the agent is root: somebody who owns nothing.
    @WithDefault("nobody")
    String sandboxUser();

    ImageCache imageCache();

    ImageDownload imageDownload();

    LazyBoot lazyBoot();

    default HostName hostName() {
        return new HostName(host());
    }

    /// Which implementation of the hypervisor to use.
    enum Kind {
        LIBVIRT,
        SIMULATED
    }

    enum Datapath {
        AUTO,
        SYSTEM,
        NETDEV,
        NONE
    }

    interface Libvirt {
        @WithDefault("qemu:///system")
        String uri();

        /// `AUTO` tries after each boot of the host whether a guest truly starts with KVM.
        @WithDefault("AUTO")
        VirtType virtType();
    }

    enum VirtType {
        AUTO,
        KVM,
        QEMU
    }

    interface ImageCache {
        /// How much images may take that no instance stands on: bytes (`20G`) or a share of the disk
        /// (`15%`).
        @WithDefault("20G")
        DiskShare size();

        /// What stays free on the disk whatever is fetched, in the same words.
        @WithDefault("1G")
        DiskShare keepFree();
    }

    /// Of machines that run before their image has come.
    interface LazyBoot {
        /// The image is fetched when no such machine has read for that long: who boots computes for seconds in between.
        @WithDefault("10s")
        Duration quiet();

        /// How long the fetch waits for that at most.
        @WithDefault("30s")
        Duration headStart();
    }

    interface ImageDownload {
        /// How many ranges of an image are fetched at the same time.
        @WithDefault("4")
        int ranges();

        @WithDefault("64M")
        MemorySize rangeSize();
    }
}
