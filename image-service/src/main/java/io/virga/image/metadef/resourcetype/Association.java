package io.virga.image.metadef.resourcetype;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// That what a namespace defines is meant for things of a resource type, and how it is called there.
@Entity
@Table(name = "metadef_associations")
public class Association {

    /// A namespace and a resource type.
    @Embeddable
    record Key(
            @Column(name = "namespace_id") UUID namespaceId,
            @Column(name = "resource_type") String resourceType) {}

    @EmbeddedId
    private Key key;

    private String prefix;

    @Column(name = "properties_target")
    private String propertiesTarget;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Association() {}

    Association(UUID namespaceId, AssociationDraft draft, Instant now) {
        key = new Key(namespaceId, draft.resourceType());
        prefix = draft.prefix().orElse(null);
        propertiesTarget = draft.propertiesTarget().orElse(null);
        createdAt = now;
        updatedAt = now;
    }

    public UUID namespaceId() {
        return key.namespaceId();
    }

    public String resourceType() {
        return key.resourceType();
    }

    /// What the names of the namespace's properties begin with on things of the type.
    public Optional<String> prefix() {
        return Optional.ofNullable(prefix);
    }

    Optional<String> propertiesTarget() {
        return Optional.ofNullable(propertiesTarget);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
