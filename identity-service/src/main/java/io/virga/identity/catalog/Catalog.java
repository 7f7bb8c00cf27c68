package io.virga.identity.catalog;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The regions, services and endpoints that exist.
@ApplicationScoped
class Catalog {

    private final Session session;

    Catalog(Session session) {
        this.session = session;
    }

    void add(Object entry) {
        session.persist(entry);
    }

    void remove(Object entry) {
        session.remove(entry);
        session.flush();
    }

    Optional<Region> findRegion(String id) {
        return find(Region.class, id);
    }

    Region region(String id) {
        return findRegion(id).orElseThrow(() -> new NotFound("region", id));
    }

    Optional<Service> findService(String id) {
        return find(Service.class, id);
    }

    Service service(String id) {
        return findService(id).orElseThrow(() -> new NotFound("service", id));
    }

    Endpoint endpoint(String id) {
        return find(Endpoint.class, id).orElseThrow(() -> new NotFound("endpoint", id));
    }

    List<Region> regions(Optional<String> parentId) {
        return new Where().equal("parentId", parentId).list(session, Region.class, "id");
    }

    List<Service> services(Optional<String> type, Optional<String> name) {
        return new Where().equal("type", type).equal("name", name).list(session, Service.class, "type, name, id");
    }

    List<Endpoint> endpoints(Optional<String> serviceId, Optional<String> face, Optional<String> regionId) {
        return new Where()
                .equal("serviceId", serviceId)
                .equal("face", face)
                .equal("regionId", regionId)
                .list(session, Endpoint.class, "serviceId, face, id");
    }

    private <T> Optional<T> find(Class<T> type, String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(type, id)) : Optional.empty();
    }
}
