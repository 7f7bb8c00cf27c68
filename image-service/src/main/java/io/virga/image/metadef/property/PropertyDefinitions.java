package io.virga.image.metadef.property;

import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/// The properties that namespaces define.
@ApplicationScoped
public class PropertyDefinitions {

    private static final String KIND = "Property";

    private final Session session;

    PropertyDefinitions(Session session) {
        this.session = session;
    }

    public List<PropertyDefinition> of(Namespace namespace) {
        return session.createSelectionQuery(
                        "from PropertyDefinition where namespaceId = :namespace order by name",
                        PropertyDefinition.class)
                .setParameter("namespace", namespace.id())
                .getResultList();
    }

    PropertyDefinition get(Namespace namespace, String name) {
        return session.createSelectionQuery(
                        "from PropertyDefinition where namespaceId = :namespace and name = :name",
                        PropertyDefinition.class)
                .setParameter("namespace", namespace.id())
                .setParameter("name", Names.sought(KIND, name))
                .uniqueResultOptional()
                .orElseThrow(() -> new NotFound(KIND, name));
    }

    /// Adds all of them or none. The namespace is locked.
    public List<PropertyDefinition> add(Namespace namespace, List<PropertyDraft> drafts) {
        var names = names(namespace);
        for (var draft : drafts) {
            if (!names.add(draft.name())) {
                throw taken(namespace, draft.name());
            }
        }
        if (names.size() > PropertyDraft.MOST) {
            throw new TooLarge("A namespace has at most %d properties.".formatted(PropertyDraft.MOST));
        }
        var added = drafts.stream()
                .map(draft -> new PropertyDefinition(namespace.id(), draft))
                .toList();
        added.forEach(session::persist);
        return added;
    }

    PropertyDefinition replace(Namespace namespace, String name, PropertyDraft draft) {
        var property = get(namespace, name);
        if (!draft.name().equals(name) && names(namespace).contains(draft.name())) {
            throw taken(namespace, draft.name());
        }
        property.replace(draft);
        return property;
    }

    private Set<String> names(Namespace namespace) {
        return new HashSet<>(session.createSelectionQuery(
                        "select name from PropertyDefinition where namespaceId = :namespace", String.class)
                .setParameter("namespace", namespace.id())
                .getResultList());
    }

    private static Conflict taken(Namespace namespace, String name) {
        return new Conflict("A property named %s exists already in namespace %s.".formatted(name, namespace.name()));
    }

    void remove(PropertyDefinition property) {
        session.remove(property);
    }

    void removeAll(Namespace namespace) {
        session.createMutationQuery("delete from PropertyDefinition where namespaceId = :namespace")
                .setParameter("namespace", namespace.id())
                .executeUpdate();
    }
}
