package io.virga.image.metadef.object;

import io.virga.image.metadef.listing.Listed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An object that a namespace defines.
@Entity
@Table(name = "metadef_objects")
public class ObjectDefinition implements Listed {

    @Id
    private UUID id;

    @Column(name = "namespace_id")
    private UUID namespaceId;

    private String name;

    private String description;

    private String[] required;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Map<String, Object>> properties;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected ObjectDefinition() {}

    ObjectDefinition(UUID namespaceId, ObjectDraft draft, Instant now) {
        id = UUID.randomUUID();
        this.namespaceId = namespaceId;
        createdAt = now;
        replace(draft, now);
    }

    @Override
    public String name() {
        return name;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    List<String> required() {
        return List.of(required);
    }

    /// The definitions of its properties, by their names.
    Map<String, Map<String, Object>> properties() {
        return properties;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    final void replace(ObjectDraft draft, Instant now) {
        name = draft.name();
        description = draft.description().orElse(null);
        required = draft.required().toArray(String[]::new);
        properties = draft.properties();
        updatedAt = now;
    }
}
