package io.virga.compute.host;

import io.virga.contract.agent.HostReport;
import io.virga.model.HostName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A hypervisor host, as its agent's heartbeats describe it, and what operators have decided about it.
@Entity
@Table(name = "hosts")
public class Host {

    @Id
    private String name;

    /// The integer by which the API names hosts below 2.53.
    @Generated
    @Column(insertable = false, updatable = false)
    private Integer number;

    private UUID id;

    @Column(name = "availability_zone")
    private String availabilityZone;

    @Column(name = "assigned_zone")
    private String assignedZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private HostReport.Hypervisor hypervisor;

    @JdbcTypeCode(SqlTypes.JSON)
    private HostReport.Inventory inventory;

    private boolean enabled = true;

    @Column(name = "disabled_reason")
    private String disabledReason;

    @Column(name = "forced_down")
    private boolean forcedDown;

    @Column(name = "started_at")
    private Instant startedAt;

    private long sequence;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Host() {}

    Host(HostReport report, Instant now) {
        name = report.host().value();
        id = UUID.nameUUIDFromBytes(("host:" + name).getBytes(StandardCharsets.UTF_8));
        updatedAt = now;
        startedAt = Instant.EPOCH;
        observe(report, now);
    }

    /// Heartbeats that were overtaken are left alone.
    final void observe(HostReport report, Instant now) {
        // The database keeps microseconds, and rounds: compared in full, an agent could seem older than itself.
        var started = report.startedAt().truncatedTo(ChronoUnit.MICROS);
        var older = started.isBefore(startedAt) || (started.equals(startedAt) && report.sequence() <= sequence);
        if (older) {
            return;
        }
        availabilityZone = report.availabilityZone();
        hypervisor = report.hypervisor();
        inventory = report.inventory();
        startedAt = started;
        sequence = report.sequence();
        seenAt = now;
    }

    void enable(Instant now) {
        enabled = true;
        disabledReason = null;
        updatedAt = now;
    }

    void disable(String reason, Instant now) {
        enabled = false;
        disabledReason = reason;
        updatedAt = now;
    }

    void forceDown(boolean down, Instant now) {
        forcedDown = down;
        updatedAt = now;
    }

    void assignZone(String zone, Instant now) {
        assignedZone = zone;
        updatedAt = now;
    }

    public boolean isUp(Instant now, Duration downAfter) {
        return !forcedDown && seenAt.plus(downAfter).isAfter(now);
    }

    public HostName name() {
        return new HostName(name);
    }

    public int number() {
        return number;
    }

    public UUID id() {
        return id;
    }

    /// The zone that operators have put it into, else the one that its agent is configured with.
    public String availabilityZone() {
        return assignedZone == null ? availabilityZone : assignedZone;
    }

    public HostReport.Hypervisor hypervisor() {
        return hypervisor;
    }

    public HostReport.Inventory inventory() {
        return inventory;
    }

    public boolean enabled() {
        return enabled;
    }

    public Optional<String> disabledReason() {
        return Optional.ofNullable(disabledReason);
    }

    public boolean forcedDown() {
        return forcedDown;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant seenAt() {
        return seenAt;
    }
}
