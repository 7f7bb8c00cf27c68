package io.virga.compute.operation;

import io.virga.compute.peer.Behalf;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The journal of one change of several steps; an instance has at most one under way. It remembers on whose behalf it
/// runs, because rights are checked once, when the request is accepted.
@Entity
@Table(name = "operations")
public class Operation {

    @Id
    @Column(name = "instance_id")
    private UUID instanceId;

    private UUID id;
    private String kind;

    @Column(name = "steps_done")
    private int position;

    private boolean undoing;

    @JdbcTypeCode(SqlTypes.JSON)
    private Failure failure;

    private int attempt;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> excluded;

    @JdbcTypeCode(SqlTypes.JSON)
    private Behalf behalf;

    @Column(name = "request_id")
    private String requestId;

    private int tries;

    @Column(name = "due_at")
    private Instant dueAt;

    private UUID lease;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    protected Operation() {}

    Operation(InstanceId instance, String kind, Behalf behalf, String requestId, Instant dueAt) {
        this.instanceId = instance.value();
        restart(kind, behalf, requestId, dueAt);
    }

    /// Makes this row the journal of another change. The lease stays: whoever holds it finishes the step that it is in,
    /// finds itself superseded, and lets go.
    public void restart(String nextKind, Behalf nextBehalf, String nextRequestId, Instant nextDueAt) {
        id = UUID.randomUUID();
        kind = nextKind;
        position = 0;
        undoing = false;
        failure = null;
        attempt = 1;
        excluded = List.of();
        behalf = nextBehalf;
        requestId = nextRequestId;
        tries = 0;
        dueAt = nextDueAt;
    }

    /// Never to use `host` again.
    public void exclude(HostName host) {
        var hosts = new ArrayList<>(excluded);
        hosts.add(host.value());
        excluded = List.copyOf(hosts);
    }

    /// Begins anew after everything was undone. Why it failed is remembered, for the case that nothing else helps.
    public void retry(Instant now) {
        attempt++;
        position = 0;
        undoing = false;
        tries = 0;
        dueAt = now;
    }

    /// From now on everything is undone, the step that is under way included.
    public void fail(Failure why) {
        if (!undoing) {
            undoing = true;
            position++;
            failure = why;
            tries = 0;
        }
    }

    void completed() {
        position++;
        tries = 0;
    }

    void undone() {
        position--;
        tries = 0;
    }

    boolean leasedToAnother(Instant now) {
        return lease != null && leasedUntil.isAfter(now);
    }

    void leaseTo(UUID holder, Instant until) {
        lease = holder;
        leasedUntil = until;
    }

    void release(UUID holder) {
        if (holder.equals(lease)) {
            lease = null;
            leasedUntil = null;
        }
    }

    void dueAt(Instant when) {
        dueAt = when;
    }

    Instant dueAt() {
        return dueAt;
    }

    void failedOnce() {
        tries++;
    }

    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    public UUID id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public int position() {
        return position;
    }

    public boolean undoing() {
        return undoing;
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    public int attempt() {
        return attempt;
    }

    public Set<HostName> excluded() {
        return excluded.stream().map(HostName::new).collect(Collectors.toUnmodifiableSet());
    }

    public Behalf behalf() {
        return behalf;
    }

    public String requestId() {
        return requestId;
    }

    int tries() {
        return tries;
    }
}
