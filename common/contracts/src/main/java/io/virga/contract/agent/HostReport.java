package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An agent's heartbeat: what its host has, uses, and sees of each of its instances.
///
/// `sequence` grows with every heartbeat of one agent process; `startedAt` tells two processes apart.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonTypeName("host-report.v1")
public record HostReport(
        HostName host,
        Instant startedAt,
        long sequence,
        Instant observedAt,
        String availabilityZone,
        Hypervisor hypervisor,
        Inventory inventory,
        List<Seen> instances,
        List<Caching> caching) {

    /// An agent of before the last field tells nothing in it.
    public HostReport {
        caching = caching == null ? List.of() : caching;
    }

    /// `kind` is libvirt's word (`QEMU`) or `simulated`; `virtType` is `kvm` only where a guest has truly started with
    /// it,
    /// else `qemu`. `version` is major × 1,000,000 + minor × 1,000 + release. `address` is where the host answers.
    /// `cpuModel` is for people to read. `datapath` is OVS's, `system` or `netdev`, or `none`.
    public record Hypervisor(
            String kind, String virtType, int version, String address, String cpuModel, String datapath) {}

    /// Totals and present use; memory in MiB, disk in GiB. Used figures are the host's own, of everything that runs on
    /// it.
    public record Inventory(
            int vcpus, int memoryMib, int diskGib, int memoryUsedMib, int diskUsedGib, int runningInstances) {}

    /// `generation` is the last command's, as the domain's own metadata keeps it.
    public record Seen(InstanceId instance, long generation, Power power) {}

    /// How a `CacheImage` goes: `bytes` have come so far, `message` says for operators why it failed and is empty
    /// otherwise. Those that are over are told for a while.
    public record Caching(UUID order, Stage stage, long bytes, String message) {}

    public enum Stage {
        FETCHING,
        CACHED,
        FAILED
    }
}
