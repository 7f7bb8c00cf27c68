package io.virga.image.metadef.property;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A property that a namespace defines.
@Entity
@Table(name = "metadef_properties")
public class PropertyDefinition {

    @Id
    private UUID id;

    @Column(name = "namespace_id")
    private UUID namespaceId;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> definition;

    protected PropertyDefinition() {}

    PropertyDefinition(UUID namespaceId, PropertyDraft draft) {
        id = UUID.randomUUID();
        this.namespaceId = namespaceId;
        replace(draft);
    }

    public String name() {
        return name;
    }

    public Map<String, Object> definition() {
        return definition;
    }

    final void replace(PropertyDraft draft) {
        name = draft.name();
        definition = draft.definition();
    }
}
