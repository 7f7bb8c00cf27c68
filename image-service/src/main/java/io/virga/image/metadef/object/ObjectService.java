package io.virga.image.metadef.object;

import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.namespace.Namespaces;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// What users may do with the objects of a namespace. Each method is one transaction.
@ApplicationScoped
class ObjectService {

    private final Namespaces namespaces;
    private final ObjectDefinitions objects;
    private final Clock clock;

    ObjectService(Namespaces namespaces, ObjectDefinitions objects, Clock clock) {
        this.namespaces = namespaces;
        this.objects = objects;
        this.clock = clock;
    }

    @Transactional
    ObjectDefinition create(Caller caller, String namespace, ObjectDraft draft) {
        return objects.add(namespaces.getToChange(caller, namespace), List.of(draft), clock.instant())
                .getFirst();
    }

    @Transactional
    Page<ObjectDefinition> list(Caller caller, String namespace, Listing listing) {
        return objects.list(namespaces.get(caller, namespace), listing);
    }

    @Transactional
    ObjectDefinition show(Caller caller, String namespace, String name) {
        return objects.get(namespaces.get(caller, namespace), name);
    }

    @Transactional
    ObjectDefinition update(Caller caller, String namespace, String name, ObjectDraft draft) {
        return objects.replace(namespaces.getToChange(caller, namespace), name, draft, clock.instant());
    }

    @Transactional
    void delete(Caller caller, String namespace, String name) {
        var found = namespaces.getToChange(caller, namespace);
        var object = objects.get(found, name);
        found.requireDeletable();
        objects.remove(object);
    }

    @Transactional
    void deleteAll(Caller caller, String namespace) {
        var found = namespaces.getToChange(caller, namespace);
        found.requireDeletable();
        objects.removeAll(found);
    }
}
