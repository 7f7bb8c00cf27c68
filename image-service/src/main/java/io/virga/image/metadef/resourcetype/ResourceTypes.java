package io.virga.image.metadef.resourcetype;

import io.virga.model.CloudException.TooLarge;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.hibernate.Session;

/// The resource types that are known: of the whole cloud, and for good.
@ApplicationScoped
class ResourceTypes {

    private static final int MOST = 1000;

    private final Session session;

    ResourceTypes(Session session) {
        this.session = session;
    }

    List<ResourceType> all() {
        return session.createSelectionQuery("from ResourceType order by name", ResourceType.class)
                .getResultList();
    }

    /// In the order of their names: others may make the same ones known at the same time.
    void makeKnown(SortedSet<String> names, Instant now) {
        var added = names.stream().mapToInt(name -> makeKnown(name, now)).sum();
        if (added > 0 && count() > MOST) {
            throw new TooLarge("There are at most %d resource types.".formatted(MOST));
        }
    }

    private int makeKnown(String name, Instant now) {
        return session.createNativeMutationQuery("""
                        insert into metadef_resource_types (name, created_at, updated_at) values (?1, ?2, ?2)
                        on conflict do nothing""")
                .setParameter(1, name)
                .setParameter(2, now)
                .executeUpdate();
    }

    private long count() {
        return Column.of(session, "select count(*) from metadef_resource_types", Long.class)
                .getSingleResult();
    }
}
