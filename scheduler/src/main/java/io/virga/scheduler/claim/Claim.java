package io.virga.scheduler.claim;

import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.scheduler.placement.Amounts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What an instance holds of a host, or, after its release, the memory of it.
///
/// There is one row per instance, so that no instance holds two claims, and its `generation` is that of the last
/// request, so that an older one that arrives late is known for what it is.
@Entity
@Table(name = "claims")
public class Claim {

    @Id
    private UUID instance;

    private long generation;
    private boolean released;
    private String host;
    private String project;
    private int vcpus;

    @Column(name = "memory_mib")
    private int memoryMib;

    @Column(name = "disk_gib")
    private int diskGib;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected Claim() {}

    public InstanceId instance() {
        return new InstanceId(instance);
    }

    public long generation() {
        return generation;
    }

    public Optional<HostName> host() {
        return Optional.ofNullable(host).map(HostName::new);
    }

    /// Only of a claim that holds a host.
    public ProjectId project() {
        return new ProjectId(project);
    }

    public Amounts amounts() {
        return new Amounts(vcpus, memoryMib, diskGib);
    }

    /// True when a request with `wanted` comes too late: a newer one was carried out, or this very one was undone.
    boolean isPast(long wanted) {
        return wanted < generation || wanted == generation && released;
    }

    void hold(HostName chosen, ProjectId owner, Amounts amounts, Instant now) {
        host = chosen.value();
        project = owner.value();
        vcpus = Math.toIntExact(amounts.vcpus());
        memoryMib = Math.toIntExact(amounts.memoryMib());
        diskGib = Math.toIntExact(amounts.diskGib());
        changedAt = now;
    }

    void letGo(Instant now) {
        host = null;
        project = null;
        vcpus = 0;
        memoryMib = 0;
        diskGib = 0;
        changedAt = now;
    }

    /// From here on this generation's requests are the current ones.
    void enter(long newGeneration) {
        generation = newGeneration;
        released = false;
    }

    void release(long releasedGeneration, Instant now) {
        letGo(now);
        generation = releasedGeneration;
        released = true;
    }
}
