package io.virga.image.metadef.tag;

import io.virga.image.metadef.listing.Listed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A tag that a namespace defines.
@Entity
@Table(name = "metadef_tags")
public class TagDefinition implements Listed {

    @Id
    private UUID id;

    @Column(name = "namespace_id")
    private UUID namespaceId;

    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected TagDefinition() {}

    TagDefinition(UUID namespaceId, String name, Instant now) {
        id = UUID.randomUUID();
        this.namespaceId = namespaceId;
        this.name = name;
        createdAt = now;
        updatedAt = now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
    }
}
