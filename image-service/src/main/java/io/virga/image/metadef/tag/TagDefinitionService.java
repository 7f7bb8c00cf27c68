package io.virga.image.metadef.tag;

import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.namespace.Namespaces;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// What users may do with the tags of a namespace. Each method is one transaction.
@ApplicationScoped
class TagDefinitionService {

    private final Namespaces namespaces;
    private final TagDefinitions tags;
    private final Clock clock;

    TagDefinitionService(Namespaces namespaces, TagDefinitions tags, Clock clock) {
        this.namespaces = namespaces;
        this.tags = tags;
        this.clock = clock;
    }

    @Transactional
    TagDefinition create(Caller caller, String namespace, String name) {
        return tags.add(namespaces.getToChange(caller, namespace), List.of(name), clock.instant())
                .getFirst();
    }

    @Transactional
    List<TagDefinition> append(Caller caller, String namespace, List<String> names) {
        return tags.add(namespaces.getToChange(caller, namespace), names, clock.instant());
    }

    /// A change like any other: what protects a namespace keeps its tags from being deleted, not from being
    /// replaced.
    @Transactional
    List<TagDefinition> replaceAll(Caller caller, String namespace, List<String> names) {
        var found = namespaces.getToChange(caller, namespace);
        tags.removeAll(found);
        return tags.add(found, names, clock.instant());
    }

    @Transactional
    Page<TagDefinition> list(Caller caller, String namespace, Listing listing) {
        return tags.list(namespaces.get(caller, namespace), listing);
    }

    @Transactional
    TagDefinition show(Caller caller, String namespace, String name) {
        return tags.get(namespaces.get(caller, namespace), name);
    }

    @Transactional
    TagDefinition rename(Caller caller, String namespace, String name, String newName) {
        return tags.rename(namespaces.getToChange(caller, namespace), name, newName, clock.instant());
    }

    @Transactional
    void delete(Caller caller, String namespace, String name) {
        var found = namespaces.getToChange(caller, namespace);
        var tag = tags.get(found, name);
        found.requireDeletable();
        tags.remove(tag);
    }

    @Transactional
    void deleteAll(Caller caller, String namespace) {
        var found = namespaces.getToChange(caller, namespace);
        found.requireDeletable();
        tags.removeAll(found);
    }
}
