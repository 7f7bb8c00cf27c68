package io.virga.scheduler.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A host that has been heard of at least once, by its agent's heartbeats or by an operator's word.
///
/// Written only by the statements in `KnownHosts`, each of which is atomic by itself; this maps the columns for
/// queries.
@Entity
@Table(name = "hosts")
class KnownHost {

    @Id
    private String name;

    /// The id that the Placement API knows the host by.
    private UUID provider;

    private long generation;
    private boolean enabled;

    @Column(name = "availability_zone")
    private String availabilityZone;

    @Column(name = "assigned_zone")
    private String assignedZone;

    private int vcpus;

    @Column(name = "memory_mib")
    private int memoryMib;

    @Column(name = "disk_gib")
    private int diskGib;

    @Column(name = "agent_started_at")
    private Instant agentStartedAt;

    @Column(name = "agent_sequence")
    private long agentSequence;

    @Column(name = "last_seen")
    private Instant lastSeen;

    protected KnownHost() {}
}
