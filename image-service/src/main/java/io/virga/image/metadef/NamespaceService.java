package io.virga.image.metadef;

import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.namespace.NamespaceDraft;
import io.virga.image.metadef.namespace.NamespaceFilters;
import io.virga.image.metadef.namespace.Namespaces;
import io.virga.image.metadef.resourcetype.Association;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What users may do with namespaces. Each method is one transaction.
@ApplicationScoped
class NamespaceService {

    private static final int MOST = 1000;

    private final Namespaces namespaces;
    private final Catalog catalog;
    private final Clock clock;

    NamespaceService(Namespaces namespaces, Catalog catalog, Clock clock) {
        this.namespaces = namespaces;
        this.catalog = catalog;
        this.clock = clock;
    }

    record Filled(Namespace namespace, Contents contents) {}

    record Listed(Page<Namespace> page, Map<UUID, List<Association>> associations) {}

    @Transactional
    Filled create(Caller caller, NamespaceDraft draft, ContentsDraft contents) {
        var owner = draft.owner().orElseGet(caller::project);
        requireOwn(caller, owner);
        requireFree(draft.name());
        requireRoom(owner);
        var now = clock.instant();
        var namespace = new Namespace(draft, owner, now);
        namespaces.add(namespace);
        catalog.fill(namespace, contents, now);
        return new Filled(namespace, catalog.of(namespace));
    }

    @Transactional
    Listed list(Caller caller, NamespaceFilters filters, Listing listing) {
        var page = namespaces.list(caller, filters, listing);
        return new Listed(page, catalog.associationsOf(page.rows()));
    }

    @Transactional
    Filled show(Caller caller, String name) {
        var namespace = namespaces.get(caller, name);
        return new Filled(namespace, catalog.of(namespace));
    }

    /// What is in the namespace stays as it is; so does the owner, unless the draft names one.
    @Transactional
    Namespace update(Caller caller, String name, NamespaceDraft draft) {
        var namespace = namespaces.getToChange(caller, name);
        var owner = draft.owner().orElse(namespace.owner());
        if (!owner.equals(namespace.owner())) {
            requireOwn(caller, owner);
            requireRoom(owner);
        }
        if (!draft.name().equals(name)) {
            requireFree(draft.name());
        }
        namespace.replace(draft, owner, clock.instant());
        return namespace;
    }

    @Transactional
    void delete(Caller caller, String name) {
        var namespace = namespaces.getToChange(caller, name);
        namespace.requireDeletable();
        namespaces.remove(namespace);
    }

    private static void requireOwn(Caller caller, ProjectId owner) {
        if (!caller.owns(owner)) {
            throw new Forbidden("You are not permitted to set the owner of a namespace to another project.");
        }
    }

    private void requireFree(String name) {
        if (namespaces.isTaken(name)) {
            throw new Conflict("A namespace named %s exists already.".formatted(name));
        }
    }

    private void requireRoom(ProjectId owner) {
        if (namespaces.countOf(owner) >= MOST) {
            throw new TooLarge("A project has at most %d namespaces.".formatted(MOST));
        }
    }
}
