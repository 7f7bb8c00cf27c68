package io.virga.image.metadef.resourcetype;

import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// Which resource types namespaces are associated with.
@ApplicationScoped
public class Associations {

    private static final String KIND = "Resource type association";

    private final Session session;
    private final ResourceTypes types;

    Associations(Session session, ResourceTypes types) {
        this.session = session;
        this.types = types;
    }

    public List<Association> of(Namespace namespace) {
        return of(List.of(namespace)).getOrDefault(namespace.id(), List.of());
    }

    /// Those of several namespaces, by the namespaces' ids; without those that have none.
    public Map<UUID, List<Association>> of(Collection<Namespace> namespaces) {
        return session.createSelectionQuery(
                        "from Association where key.namespaceId in :namespaces order by key.resourceType",
                        Association.class)
                .setParameterList(
                        "namespaces", namespaces.stream().map(Namespace::id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(Association::namespaceId));
    }

    public Association get(Namespace namespace, String resourceType) {
        var key = new Association.Key(namespace.id(), Names.sought(KIND, resourceType));
        return Optional.ofNullable(session.find(Association.class, key))
                .orElseThrow(() -> new NotFound(KIND, resourceType));
    }

    /// Adds all of them or none, and makes resource types that are not known yet known. The namespace is locked.
    public List<Association> add(Namespace namespace, List<AssociationDraft> drafts, Instant now) {
        var names =
                of(namespace).stream().map(Association::resourceType).collect(Collectors.toCollection(TreeSet::new));
        for (var draft : drafts) {
            if (!names.add(draft.resourceType())) {
                throw new Conflict("Namespace %s is associated with resource type %s already."
                        .formatted(namespace.name(), draft.resourceType()));
            }
        }
        if (names.size() > AssociationDraft.MOST) {
            throw AssociationDraft.tooMany();
        }
        types.makeKnown(names, now);
        var added = drafts.stream()
                .map(draft -> new Association(namespace.id(), draft, now))
                .toList();
        added.forEach(session::persist);
        return added;
    }

    void remove(Association association) {
        session.remove(association);
    }
}
