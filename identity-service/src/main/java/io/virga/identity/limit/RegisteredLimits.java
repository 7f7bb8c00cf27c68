package io.virga.identity.limit;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The limits that are registered for all projects.
@ApplicationScoped
class RegisteredLimits {

    private final Session session;

    RegisteredLimits(Session session) {
        this.session = session;
    }

    /// Visible to what follows in the same transaction.
    void add(RegisteredLimit limit) {
        session.persist(limit);
        session.flush();
    }

    void remove(RegisteredLimit limit) {
        session.remove(limit);
        session.flush();
    }

    RegisteredLimit get(String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(RegisteredLimit.class, known))
                .orElseThrow(() -> new NotFound("registered limit", id));
    }

    Optional<RegisteredLimit> find(Resource what) {
        var where = new Where()
                .equal("serviceId", Optional.of(what.serviceId()))
                .equal("regionId", what.regionId())
                .equal("resource", Optional.of(what.name()));
        if (what.regionId().isEmpty()) {
            where.and("regionId is null");
        }
        return where.list(session, RegisteredLimit.class, "id").stream().findFirst();
    }

    List<RegisteredLimit> list(Optional<String> serviceId, Optional<String> regionId, Optional<String> resource) {
        return new Where()
                .equal("serviceId", serviceId)
                .equal("regionId", regionId)
                .equal("resource", resource)
                .list(session, RegisteredLimit.class, "serviceId, resource, regionId, id");
    }
}
