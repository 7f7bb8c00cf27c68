package io.virga.network.subnet;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.network.address.Cidr;
import io.virga.network.address.Ip;
import io.virga.network.standard.Query;
import io.virga.network.standard.Visible;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// The subnets that exist. Those of a shared network are seen by everybody; those of an external one only by its owner,
/// as in Neutron: others get addresses there from routers and floating IPs, and nothing else.
@ApplicationScoped
public class Subnets {

    private static final String ON_SHARED_NETWORKS =
            "it.networkId in (select n.id from Network n where n.shared = true)";

    private final Session session;

    Subnets(Session session) {
        this.session = session;
    }

    void add(Subnet subnet) {
        session.persist(subnet);
        session.flush();
    }

    List<Subnet> list(Caller caller, Query query) {
        return Visible.list(session, Subnet.class, caller, ON_SHARED_NETWORKS, query);
    }

    /// A subnet that the caller sees.
    public Subnet get(Caller caller, UUID id) {
        return Visible.find(session, Subnet.class, caller, ON_SHARED_NETWORKS, id)
                .orElseThrow(() -> new NotFound("Subnet", id));
    }

    /// The network's subnets, oldest first, with nobody else giving out their addresses until this transaction ends.
    public List<Subnet> lockOf(UUID network) {
        return session.createSelectionQuery(
                        "from Subnet where networkId = :network order by createdAt, id", Subnet.class)
                .setParameter("network", network)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    public List<Subnet> all(Collection<UUID> ids) {
        return session.createSelectionQuery("from Subnet where id in :ids", Subnet.class)
                .setParameter("ids", ids)
                .list();
    }

    /// The addresses that ports have in this subnet.
    public Set<Ip> taken(Subnet subnet) {
        return Column.of(session, "select ip_address from port_fixed_ips where subnet_id = :id", String.class)
                .setParameter("id", subnet.id())
                .list()
                .stream()
                .map(Ip::of)
                .collect(Collectors.toSet());
    }

    List<Cidr> cutFrom(UUID pool) {
        return session
                .createSelectionQuery("from Subnet where poolId = :pool", Subnet.class)
                .setParameter("pool", pool)
                .list()
                .stream()
                .map(Subnet::cidr)
                .toList();
    }

    List<UUID> routersThrough(Subnet subnet) {
        return session.createSelectionQuery("select id from Router where externalNetworkId = :network", UUID.class)
                .setParameter("network", subnet.networkId())
                .list();
    }

    void remove(Subnet subnet) {
        session.remove(subnet);
    }

    void flush() {
        session.flush();
    }
}
