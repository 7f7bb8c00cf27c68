package io.virga.image.metadef;

import io.virga.image.metadef.object.ObjectDefinition;
import io.virga.image.metadef.property.PropertyDefinition;
import io.virga.image.metadef.resourcetype.Association;
import io.virga.image.metadef.tag.TagDefinition;
import java.util.List;

/// What is in a namespace.
record Contents(
        List<Association> associations,
        List<PropertyDefinition> properties,
        List<ObjectDefinition> objects,
        List<TagDefinition> tags) {

    /// What the names of properties begin with on things of that type: nothing, unless the namespace is
    /// associated with it and gives a prefix.
    String prefixFor(String resourceType) {
        return associations.stream()
                .filter(association -> association.resourceType().equals(resourceType))
                .flatMap(association -> association.prefix().stream())
                .findFirst()
                .orElse("");
    }
}
