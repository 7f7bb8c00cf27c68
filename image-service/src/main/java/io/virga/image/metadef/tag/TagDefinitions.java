package io.virga.image.metadef.tag;

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

/// The tags that namespaces define.
@ApplicationScoped
public class TagDefinitions {

    private static final String KIND = "Tag";

    private final Session session;

    TagDefinitions(Session session) {
        this.session = session;
    }

    public List<TagDefinition> of(Namespace namespace) {
        return session.createSelectionQuery(
                        "from TagDefinition where namespaceId = :namespace order by name", TagDefinition.class)
                .setParameter("namespace", namespace.id())
                .getResultList();
    }

    Page<TagDefinition> list(Namespace namespace, Listing listing) {
        var where = new Where();
        where.and("namespace_id = ?", namespace.id());
        var last = listing.marker().map(name -> get(namespace, name));
        return listing.read(session, TagDefinition.class, "metadef_tags", where, last);
    }

    TagDefinition get(Namespace namespace, String name) {
        return session.createSelectionQuery(
                        "from TagDefinition where namespaceId = :namespace and name = :name", TagDefinition.class)
                .setParameter("namespace", namespace.id())
                .setParameter("name", Names.sought(KIND, name))
                .uniqueResultOptional()
                .orElseThrow(() -> new NotFound(KIND, name));
    }

    /// Adds all of them or none. The namespace is locked.
    public List<TagDefinition> add(Namespace namespace, List<String> names, Instant now) {
        var all = names(namespace);
        for (var name : names) {
            if (!all.add(name)) {
                throw taken(namespace, name);
            }
        }
        if (all.size() > TagDraft.MOST) {
            throw new TooLarge("A namespace has at most %d tags.".formatted(TagDraft.MOST));
        }
        var tags = names.stream()
                .map(name -> new TagDefinition(namespace.id(), name, now))
                .toList();
        tags.forEach(session::persist);
        return tags;
    }

    TagDefinition rename(Namespace namespace, String name, String newName, Instant now) {
        var tag = get(namespace, name);
        if (!newName.equals(name) && names(namespace).contains(newName)) {
            throw taken(namespace, newName);
        }
        tag.rename(newName, now);
        return tag;
    }

    private Set<String> names(Namespace namespace) {
        return new HashSet<>(session.createSelectionQuery(
                        "select name from TagDefinition where namespaceId = :namespace", String.class)
                .setParameter("namespace", namespace.id())
                .getResultList());
    }

    private static Conflict taken(Namespace namespace, String name) {
        return new Conflict("A tag named %s exists already in namespace %s.".formatted(name, namespace.name()));
    }

    void remove(TagDefinition tag) {
        session.remove(tag);
    }

    void removeAll(Namespace namespace) {
        session.createMutationQuery("delete from TagDefinition where namespaceId = :namespace")
                .setParameter("namespace", namespace.id())
                .executeUpdate();
    }
}
