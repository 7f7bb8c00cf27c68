package io.virga.network.router;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.network.standard.Query;
import io.virga.network.standard.Visible;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.Session;

/// The routers that exist. They are never shared.
@ApplicationScoped
public class Routers {

    private static final String NOBODY_ELSE = "1 = 0";

    private final Session session;

    Routers(Session session) {
        this.session = session;
    }

    void add(Router router) {
        session.persist(router);
        session.flush();
    }

    List<Router> list(Caller caller, Query query) {
        return Visible.list(session, Router.class, caller, NOBODY_ELSE, query);
    }

    Router get(Caller caller, UUID id) {
        return Visible.find(session, Router.class, caller, NOBODY_ELSE, id)
                .orElseThrow(() -> new NotFound("Router", id));
    }

    /// A router that only this transaction changes.
    Router lock(Caller caller, UUID id) {
        var router = get(caller, id);
        session.lock(router, LockMode.PESSIMISTIC_WRITE);
        return router;
    }

    /// The router that leads from a subnet to an external network.
    public Optional<UUID> between(UUID subnet, UUID externalNetwork) {
        return Column.of(session, """
                        select r.id from routers r
                        join ports p on p.device_id = cast(r.id as text) and p.device_owner = 'network:router_interface'
                        join port_fixed_ips ip on ip.port_id = p.id
                        where ip.subnet_id = :subnet and r.external_network_id = :network
                        order by r.created_at limit 1
                        """, UUID.class)
                .setParameter("subnet", subnet)
                .setParameter("network", externalNetwork)
                .list()
                .stream()
                .findFirst();
    }

    /// How many floating IPs reach into a subnet through this router.
    long floatingIpsInto(Router router, UUID subnet) {
        return session.createSelectionQuery("""
                        select count(*) from FloatingIp f, Port p join p.fixedIps ip
                        where p.id = f.portId and f.routerId = :router and ip.subnetId = :subnet
                        """, Long.class)
                .setParameter("router", router.id())
                .setParameter("subnet", subnet)
                .getSingleResult();
    }

    long floatingIpsThrough(Router router) {
        return session.createSelectionQuery("select count(*) from FloatingIp where routerId = :router", Long.class)
                .setParameter("router", router.id())
                .getSingleResult();
    }

    void remove(Router router) {
        session.remove(router);
        session.flush();
    }

    void flush() {
        session.flush();
    }
}
