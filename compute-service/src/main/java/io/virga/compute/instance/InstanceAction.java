package io.virga.compute.instance;

import io.virga.model.InstanceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What somebody has asked of an instance, and how it ended.
@Entity
@Table(name = "instance_actions")
public class InstanceAction {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "instance_id")
    private UUID instanceId;

    @Column(name = "request_id")
    private String requestId;

    private String action;

    @Column(name = "project_id")
    private String projectId;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    private String failure;

    protected InstanceAction() {}

    InstanceAction(InstanceId instance, String action, Requester requester, Instant now) {
        this.instanceId = instance.value();
        this.requestId = requester.requestId();
        this.action = action;
        this.projectId = requester.caller().project().value();
        this.userId = requester.caller().user().value();
        this.startedAt = now;
    }

    void finish(Optional<String> why, Instant now) {
        finishedAt = now;
        failure = why.orElse(null);
    }

    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    public String requestId() {
        return requestId;
    }

    public String action() {
        return action;
    }

    public String projectId() {
        return projectId;
    }

    public String userId() {
        return userId;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
