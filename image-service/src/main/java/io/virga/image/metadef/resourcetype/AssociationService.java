package io.virga.image.metadef.resourcetype;

import io.virga.image.metadef.namespace.Namespaces;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// What users may do with resource types and a namespace's associations with them. Each method is one
/// transaction.
@ApplicationScoped
class AssociationService {

    private final Namespaces namespaces;
    private final Associations associations;
    private final ResourceTypes types;
    private final Clock clock;

    AssociationService(Namespaces namespaces, Associations associations, ResourceTypes types, Clock clock) {
        this.namespaces = namespaces;
        this.associations = associations;
        this.types = types;
        this.clock = clock;
    }

    @Transactional
    List<ResourceType> types() {
        return types.all();
    }

    @Transactional
    Association create(Caller caller, String namespace, AssociationDraft draft) {
        return associations
                .add(namespaces.getToChange(caller, namespace), List.of(draft), clock.instant())
                .getFirst();
    }

    @Transactional
    List<Association> list(Caller caller, String namespace) {
        return associations.of(namespaces.get(caller, namespace));
    }

    @Transactional
    void delete(Caller caller, String namespace, String resourceType) {
        var found = namespaces.getToChange(caller, namespace);
        var association = associations.get(found, resourceType);
        found.requireDeletable();
        associations.remove(association);
    }
}
