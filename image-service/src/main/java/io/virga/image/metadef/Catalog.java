package io.virga.image.metadef;

import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.object.ObjectDefinitions;
import io.virga.image.metadef.property.PropertyDefinitions;
import io.virga.image.metadef.resourcetype.Association;
import io.virga.image.metadef.resourcetype.Associations;
import io.virga.image.metadef.tag.TagDefinitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Everything that namespaces have in them.
@ApplicationScoped
class Catalog {

    private final Associations associations;
    private final PropertyDefinitions properties;
    private final ObjectDefinitions objects;
    private final TagDefinitions tags;

    Catalog(Associations associations, PropertyDefinitions properties, ObjectDefinitions objects, TagDefinitions tags) {
        this.associations = associations;
        this.properties = properties;
        this.objects = objects;
        this.tags = tags;
    }

    Contents of(Namespace namespace) {
        return new Contents(
                associations.of(namespace), properties.of(namespace), objects.of(namespace), tags.of(namespace));
    }

    /// By the namespaces' ids; without those that have none.
    Map<UUID, List<Association>> associationsOf(List<Namespace> namespaces) {
        return associations.of(namespaces);
    }

    void fill(Namespace namespace, ContentsDraft draft, Instant now) {
        associations.add(namespace, draft.associations(), now);
        properties.add(namespace, draft.properties());
        objects.add(namespace, draft.objects(), now);
        tags.add(namespace, draft.tags(), now);
    }
}
