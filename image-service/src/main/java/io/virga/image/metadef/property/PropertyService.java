package io.virga.image.metadef.property;

import io.virga.image.metadef.namespace.Namespaces;
import io.virga.image.metadef.resourcetype.Association;
import io.virga.image.metadef.resourcetype.Associations;
import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// What users may do with the properties of a namespace. Each method is one transaction.
@ApplicationScoped
class PropertyService {

    private final Namespaces namespaces;
    private final PropertyDefinitions properties;
    private final Associations associations;

    PropertyService(Namespaces namespaces, PropertyDefinitions properties, Associations associations) {
        this.namespaces = namespaces;
        this.properties = properties;
        this.associations = associations;
    }

    @Transactional
    PropertyDefinition create(Caller caller, String namespace, PropertyDraft draft) {
        return properties
                .add(namespaces.getToChange(caller, namespace), List.of(draft))
                .getFirst();
    }

    @Transactional
    List<PropertyDefinition> list(Caller caller, String namespace) {
        return properties.of(namespaces.get(caller, namespace));
    }

    /// With a resource type the name is the one that the property has on things of that type: with the prefix
    /// that the namespace's association with it gives.
    @Transactional
    PropertyDefinition show(Caller caller, String namespace, String name, Optional<String> resourceType) {
        var found = namespaces.get(caller, namespace);
        var prefix = resourceType
                .map(type -> associations.get(found, type))
                .flatMap(Association::prefix)
                .orElse("");
        if (!name.startsWith(prefix)) {
            throw new NotFound("Property", name);
        }
        return properties.get(found, name.substring(prefix.length()));
    }

    @Transactional
    PropertyDefinition update(Caller caller, String namespace, String name, PropertyDraft draft) {
        return properties.replace(namespaces.getToChange(caller, namespace), name, draft);
    }

    @Transactional
    void delete(Caller caller, String namespace, String name) {
        var found = namespaces.getToChange(caller, namespace);
        var property = properties.get(found, name);
        found.requireDeletable();
        properties.remove(property);
    }

    @Transactional
    void deleteAll(Caller caller, String namespace) {
        var found = namespaces.getToChange(caller, namespace);
        found.requireDeletable();
        properties.removeAll(found);
    }
}
