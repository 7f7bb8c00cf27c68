package io.virga.image.metadef.resourcetype;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A kind of thing that has metadata, such as `OS::Glance::Image`.
@Entity
@Table(name = "metadef_resource_types")
class ResourceType {

    @Id
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected ResourceType() {}

    ResourceType(String name, Instant now) {
        this.name = name;
        createdAt = now;
        updatedAt = now;
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
