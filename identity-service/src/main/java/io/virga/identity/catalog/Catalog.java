package io.virga.identity.catalog;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The regions, services and endpoints that exist. Whoever changes them, or which projects see them, says so by
/// `changed`.
@ApplicationScoped
public class Catalog {

    private static final String BELOW = """
            with recursive below as (
                select id from regions where id = :id
                union
                select r.id from regions r join below b on r.parent_region_id = b.id)
            """;

    private final Session session;
    private final Event<Changed> changes;

    Catalog(Session session, Event<Changed> changes) {
        this.session = session;
        this.changes = changes;
    }

    /// The catalog of tokens is not what it was, once the transaction at hand is through.
    record Changed() {}

    /// An endpoint that a project was given, directly or by a group.
    record Given(String projectId, String endpointId) {}

    public void changed() {
        changes.fire(new Changed());
    }

    void add(Object entry) {
        session.persist(entry);
        changed();
    }

    void remove(Object entry) {
        session.remove(entry);
        session.flush();
        changed();
    }

    Optional<Region> findRegion(String id) {
        return find(Region.class, id);
    }

    public Region region(String id) {
        return findRegion(id).orElseThrow(() -> new NotFound("region", id));
    }

    public Optional<Service> findService(String id) {
        return find(Service.class, id);
    }

    public Service service(String id) {
        return findService(id).orElseThrow(() -> new NotFound("service", id));
    }

    public Endpoint endpoint(String id) {
        return find(Endpoint.class, id).orElseThrow(() -> new NotFound("endpoint", id));
    }

    public boolean hasRegion(String id) {
        return findRegion(id).isPresent();
    }

    List<Region> regions(Optional<String> parentId) {
        return new Where().equal("parentId", parentId).list(session, Region.class, "id");
    }

    boolean servesFromOrBelow(String regionId) {
        return Column.of(
                        session,
                        BELOW + "select exists (select 1 from endpoints where region_id in (select id from below))",
                        Boolean.class)
                .setParameter("id", regionId)
                .getSingleResult();
    }

    void removeWithThoseBelow(String regionId) {
        session.createNativeMutationQuery(BELOW + "delete from regions where id in (select id from below)")
                .setParameter("id", regionId)
                .executeUpdate();
        changed();
    }

    List<Service> services(Optional<String> type, Optional<String> name) {
        return new Where().equal("type", type).equal("name", name).list(session, Service.class, "type, name, id");
    }

    List<Endpoint> endpoints(EndpointFilter filter) {
        return new Where()
                .equal("serviceId", filter.serviceId())
                .equal("face", filter.face())
                .equal("regionId", filter.regionId())
                .list(session, Endpoint.class, "serviceId, face, id");
    }

    /// Those of `ids` that there are.
    public List<Endpoint> endpoints(Collection<String> ids) {
        return session.createQuery("from Endpoint where id in :ids order by serviceId, face, id", Endpoint.class)
                .setParameter("ids", ids)
                .list();
    }

    List<Given> given() {
        return session
                .createNativeQuery("select project_id, endpoint_id from project_catalog", Object[].class)
                .list()
                .stream()
                .map(row -> new Given((String) row[0], (String) row[1]))
                .toList();
    }

    private <T> Optional<T> find(Class<T> type, String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(type, id)) : Optional.empty();
    }
}
