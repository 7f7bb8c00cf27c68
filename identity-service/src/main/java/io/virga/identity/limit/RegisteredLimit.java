package io.virga.identity.limit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.BatchSize;

/// What every project may have of a service's resource, unless it has a limit of its own. -1 is no limit.
@Entity
@Table(name = "registered_limits")
@BatchSize(size = 100)
class RegisteredLimit {

    @Id
    private String id;

    @Column(name = "service_id")
    private String serviceId;

    @Column(name = "region_id")
    private String regionId;

    @Column(name = "resource_name")
    private String resource;

    @Column(name = "default_limit")
    private int ceiling;

    private String description;

    protected RegisteredLimit() {}

    RegisteredLimit(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String serviceId() {
        return serviceId;
    }

    /// Null for all regions that have none of their own.
    String regionId() {
        return regionId;
    }

    String resource() {
        return resource;
    }

    int ceiling() {
        return ceiling;
    }

    String description() {
        return description;
    }

    void standFor(String serviceId, String regionId, String resource) {
        this.serviceId = serviceId;
        this.regionId = regionId;
        this.resource = resource;
    }

    void allow(int ceiling) {
        this.ceiling = ceiling;
    }

    void describe(String description) {
        this.description = description;
    }
}
