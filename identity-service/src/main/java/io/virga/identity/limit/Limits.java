package io.virga.identity.limit;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The limits that single projects and domains have.
@ApplicationScoped
class Limits {

    private static final String IN_DOMAIN =
            "domainId = %1$s or projectId in (select p.id from Project p where p.domainId = %1$s)";

    private final Session session;

    Limits(Session session) {
        this.session = session;
    }

    /// Visible to what follows in the same transaction.
    void add(Limit limit) {
        session.persist(limit);
        session.flush();
    }

    void remove(Limit limit) {
        session.remove(limit);
    }

    Optional<Limit> find(String id) {
        return Optional.of(id).filter(Ids::plausible).map(known -> session.find(Limit.class, known));
    }

    Limit get(String id) {
        return find(id).orElseThrow(() -> new NotFound("limit", id));
    }

    Optional<Limit> of(Holder holder, RegisteredLimit registered) {
        return new Where()
                        .equal("registered.id", Optional.of(registered.id()))
                        .equal("projectId", Optional.ofNullable(holder.projectId()))
                        .equal("domainId", Optional.ofNullable(holder.domainId()))
                        .list(session, Limit.class, "id")
                        .stream()
                        .findFirst();
    }

    boolean any(RegisteredLimit registered) {
        return session.createSelectionQuery("select count(*) from UnifiedLimit where registered.id = :id", Long.class)
                        .setParameter("id", registered.id())
                        .getSingleResult()
                > 0;
    }

    boolean projectsAreNested() {
        return session.createSelectionQuery("select count(*) from Project where parentId is not null", Long.class)
                        .getSingleResult()
                > 0;
    }

    /// Those of the domain's projects.
    List<Limit> below(String domainId, RegisteredLimit registered) {
        return new Where()
                .equal("registered.id", Optional.of(registered.id()))
                .holds("projectId in (select p.id from Project p where p.domainId = %1$s)", domainId)
                .list(session, Limit.class, "id");
    }

    List<Limit> list(LimitFilter filter, Reach reach) {
        var where = new Where()
                .equal("registered.serviceId", filter.serviceId())
                .equal("registered.regionId", filter.regionId())
                .equal("registered.resource", filter.resource())
                .equal("projectId", filter.projectId())
                .equal("domainId", filter.domainId());
        switch (reach) {
            case Reach.Everybody() -> {}
            case Reach.OfDomain(var id) -> where.holds(IN_DOMAIN, id);
            case Reach.OfProject(var id) -> where.equal("projectId", Optional.of(id));
            case Reach.Nobody() -> {
                return List.of();
            }
        }
        return where.list(session, Limit.class, "registered.id, projectId, domainId, id");
    }
}
