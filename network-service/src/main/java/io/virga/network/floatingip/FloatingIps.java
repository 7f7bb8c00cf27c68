package io.virga.network.floatingip;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.network.standard.Visible;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/// The floating IPs that exist.
@ApplicationScoped
class FloatingIps {

    private static final String NOBODY_ELSE = "1 = 0";

    private final Session session;
    private final Event<Changed> changed;

    FloatingIps(Session session, Event<Changed> changed) {
        this.session = session;
        this.changed = changed;
    }

    void add(FloatingIp floatingIp) {
        session.persist(floatingIp);
        store(floatingIp);
    }

    void store(FloatingIp floatingIp) {
        session.flush();
        changed.fire(Changed.of(Scope.of(Scope.Kind.FLOATING_IP, floatingIp.id())));
    }

    List<FloatingIp> list(Caller caller, Query query) {
        return Visible.list(session, FloatingIp.class, caller, NOBODY_ELSE, query);
    }

    FloatingIp get(Caller caller, UUID id) {
        return Visible.find(session, FloatingIp.class, caller, NOBODY_ELSE, id)
                .orElseThrow(() -> new NotFound("FloatingIP", id));
    }

    List<FloatingIp> pointingTo(UUID port, Collection<String> addresses) {
        return session.createSelectionQuery(
                        "from FloatingIp where portId = :port and fixedIp in :addresses", FloatingIp.class)
                .setParameter("port", port)
                .setParameter("addresses", addresses)
                .list();
    }

    void remove(FloatingIp floatingIp) {
        session.remove(floatingIp);
        store(floatingIp);
    }
}
