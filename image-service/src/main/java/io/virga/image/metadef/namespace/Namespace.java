package io.virga.image.metadef.namespace;

import io.virga.image.metadef.listing.Listed;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A namespace of metadata definitions. Its name is unique in the whole cloud and may change; what is in it
/// is held by the id, which nobody sees.
@Entity
@Table(name = "metadef_namespaces")
public class Namespace implements Listed {

    @Id
    private UUID id;

    private String name;

    @Column(name = "display_name")
    private String displayName;

    private String description;

    @Enumerated(EnumType.STRING)
    private NamespaceVisibility visibility;

    @Column(name = "protected")
    private boolean undeletable;

    private String owner;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Namespace() {}

    public Namespace(NamespaceDraft draft, ProjectId owner, Instant now) {
        id = UUID.randomUUID();
        createdAt = now;
        replace(draft, owner, now);
    }

    public UUID id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    public Optional<String> displayName() {
        return Optional.ofNullable(displayName);
    }

    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    public NamespaceVisibility visibility() {
        return visibility;
    }

    public boolean isProtected() {
        return undeletable;
    }

    public ProjectId owner() {
        return new ProjectId(owner);
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    boolean isVisibleTo(Caller caller) {
        return visibility == NamespaceVisibility.PUBLIC || caller.sees(owner());
    }

    public final void replace(NamespaceDraft draft, ProjectId newOwner, Instant now) {
        name = draft.name();
        displayName = draft.displayName().orElse(null);
        description = draft.description().orElse(null);
        visibility = draft.visibility();
        undeletable = draft.undeletable();
        owner = newOwner.value();
        updatedAt = now;
    }

    /// `Forbidden` while the namespace is protected: neither it nor what is in it may be deleted then.
    public void requireDeletable() {
        if (undeletable) {
            throw new Forbidden(
                    "Namespace %s is protected: neither it nor what is in it can be deleted.".formatted(name));
        }
    }
}
