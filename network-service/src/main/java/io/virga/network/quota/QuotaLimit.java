package io.virga.network.quota;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/// A limit that was set for one project and one resource.
@Entity
@Table(name = "quota_limits")
@IdClass(QuotaLimit.Key.class)
public class QuotaLimit {

    /// What a limit is for.
    public record Key(String projectId, String resource) implements Serializable {}

    @Id
    @Column(name = "project_id")
    private String projectId;

    @Id
    private String resource;

    private long ceiling;

    protected QuotaLimit() {}

    QuotaLimit(String projectId, String resource, long ceiling) {
        this.projectId = projectId;
        this.resource = resource;
        this.ceiling = ceiling;
    }

    String projectId() {
        return projectId;
    }

    String resource() {
        return resource;
    }

    long ceiling() {
        return ceiling;
    }

    void raiseTo(long newCeiling) {
        ceiling = newCeiling;
    }
}
