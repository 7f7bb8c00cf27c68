package io.virga.identity.federation.mapping;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The mappings that exist.
@ApplicationScoped
public class Mappings {

    private final Session session;

    Mappings(Session session) {
        this.session = session;
    }

    void add(Mapping mapping) {
        session.persist(mapping);
        session.flush();
    }

    public Mapping get(String id) {
        return find(id).orElseThrow(() -> new NotFound("mapping", id));
    }

    public Optional<Mapping> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Mapping.class, id)) : Optional.empty();
    }

    List<Mapping> list() {
        return new Where().list(session, Mapping.class, "id");
    }

    boolean used(String id) {
        return session.createQuery("select count(*) from Protocol where mappingId = :id", Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }

    void remove(Mapping mapping) {
        session.remove(mapping);
        session.flush();
    }
}
