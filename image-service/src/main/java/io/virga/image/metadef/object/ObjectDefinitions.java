package io.virga.image.metadef.object;

import io.virga.image.image.Where;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/// The objects that namespaces define.
@ApplicationScoped
public class ObjectDefinitions {

    private static final String KIND = "Object";

    private final Session session;

    ObjectDefinitions(Session session) {
        this.session = session;
    }

    public List<ObjectDefinition> of(Namespace namespace) {
        return session.createSelectionQuery(
                        "from ObjectDefinition where namespaceId = :namespace order by name", ObjectDefinition.class)
                .setParameter("namespace", namespace.id())
                .getResultList();
    }

    Page<ObjectDefinition> list(Namespace namespace, Listing listing) {
        var where = new Where();
        where.and("namespace_id = ?", namespace.id());
        var last = listing.marker().map(name -> get(namespace, name));
        return listing.read(session, ObjectDefinition.class, "metadef_objects", where, last);
    }

    ObjectDefinition get(Namespace namespace, String name) {
        return session.createSelectionQuery(
                        "from ObjectDefinition where namespaceId = :namespace and name = :name", ObjectDefinition.class)
                .setParameter("namespace", namespace.id())
                .setParameter("name", Names.sought(KIND, name))
                .uniqueResultOptional()
                .orElseThrow(() -> new NotFound(KIND, name));
    }

    /// Adds all of them or none. The namespace is locked.
    public List<ObjectDefinition> add(Namespace namespace, List<ObjectDraft> drafts, Instant now) {
        var names = names(namespace);
        for (var draft : drafts) {
            if (!names.add(draft.name())) {
                throw taken(namespace, draft.name());
            }
        }
        if (names.size() > ObjectDraft.MOST) {
            throw new TooLarge("A namespace has at most %d objects.".formatted(ObjectDraft.MOST));
        }
        var added = drafts.stream()
                .map(draft -> new ObjectDefinition(namespace.id(), draft, now))
                .toList();
        added.forEach(session::persist);
        return added;
    }

    ObjectDefinition replace(Namespace namespace, String name, ObjectDraft draft, Instant now) {
        var object = get(namespace, name);
        if (!draft.name().equals(name) && names(namespace).contains(draft.name())) {
            throw taken(namespace, draft.name());
        }
        object.replace(draft, now);
        return object;
    }

    private Set<String> names(Namespace namespace) {
        return new HashSet<>(session.createSelectionQuery(
                        "select name from ObjectDefinition where namespaceId = :namespace", String.class)
                .setParameter("namespace", namespace.id())
                .getResultList());
    }

    private static Conflict taken(Namespace namespace, String name) {
        return new Conflict("An object named %s exists already in namespace %s.".formatted(name, namespace.name()));
    }

    void remove(ObjectDefinition object) {
        session.remove(object);
    }

    void removeAll(Namespace namespace) {
        session.createMutationQuery("delete from ObjectDefinition where namespaceId = :namespace")
                .setParameter("namespace", namespace.id())
                .executeUpdate();
    }
}
