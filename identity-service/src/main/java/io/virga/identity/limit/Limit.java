package io.virga.identity.limit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/// What one project or one domain may have instead of what is registered for all.
@Entity(name = "UnifiedLimit")
@Table(name = "limits")
class Limit {

    @Id
    private String id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "registered_limit_id")
    private RegisteredLimit registered;

    @Column(name = "project_id")
    private String projectId;

    @Column(name = "domain_id")
    private String domainId;

    @Column(name = "resource_limit")
    private int ceiling;

    private String description;

    protected Limit() {}

    Limit(String id, RegisteredLimit registered, Holder holder) {
        this.id = id;
        this.registered = registered;
        this.projectId = holder.projectId();
        this.domainId = holder.domainId();
    }

    String id() {
        return id;
    }

    RegisteredLimit registered() {
        return registered;
    }

    Holder holder() {
        return new Holder(projectId, domainId);
    }

    int ceiling() {
        return ceiling;
    }

    String description() {
        return description;
    }

    void allow(int ceiling) {
        this.ceiling = ceiling;
    }

    void describe(String description) {
        this.description = description;
    }
}
