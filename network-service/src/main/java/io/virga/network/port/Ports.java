package io.virga.network.port;

import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.network.standard.Visible;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.Session;

/// The ports that exist. A network's owner sees all of its ports, whoever plugged them in.
@ApplicationScoped
public class Ports {

    private static final String ON_OWN_NETWORKS =
            "it.networkId in (select n.id from Network n where n.projectId = :project)";

    private final Session session;
    private final Event<Changed> changed;
    private final Event<AddressesReleased> released;

    Ports(Session session, Event<Changed> changed, Event<AddressesReleased> released) {
        this.session = session;
        this.changed = changed;
        this.released = released;
    }

    public void add(Port port) {
        session.persist(port);
        session.flush();
        touch(port);
    }

    /// Says that the port is to be wired anew.
    public void touch(Port port) {
        var scopes = new HashSet<>(Set.of(Scope.of(Scope.Kind.PORT, port.id())));
        if (port.deviceOwner().equals(Port.ROUTER_INTERFACE)
                || port.deviceOwner().equals(Port.ROUTER_GATEWAY)) {
            Ownership.uuid(port.deviceId()).ifPresent(router -> scopes.add(Scope.of(Scope.Kind.ROUTER, router)));
        }
        changed.fire(new Changed(scopes));
    }

    /// Takes the port away, with everything that leads to its addresses.
    public void remove(Port port) {
        release(port, port.fixedIps());
        session.remove(port);
        session.flush();
        touch(port);
    }

    void release(Port port, Collection<FixedIp> addresses) {
        var texts = addresses.stream().map(FixedIp::address).collect(Collectors.toSet());
        if (!texts.isEmpty()) {
            released.fire(new AddressesReleased(port.id(), texts));
        }
    }

    List<Port> list(Caller caller, Query query) {
        return Visible.list(session, Port.class, caller, ON_OWN_NETWORKS, query);
    }

    public Optional<Port> find(UUID id) {
        return Optional.ofNullable(session.find(Port.class, id));
    }

    /// A port that the caller sees.
    public Port get(Caller caller, UUID id) {
        return Visible.find(session, Port.class, caller, ON_OWN_NETWORKS, id)
                .orElseThrow(() -> new NotFound("Port", id));
    }

    /// A port of the caller's own project.
    public Port own(Caller caller, UUID id) {
        var port = get(caller, id);
        if (!Ownership.owns(caller, port.projectId())) {
            throw new Forbidden("Port %s belongs to another project.".formatted(id));
        }
        return port;
    }

    /// The port as it is now, with nobody else changing it until this transaction ends. The wiring changes a port's
    /// status
    /// whenever it sees it come up, which must not be a conflict for the user.
    public Port locked(Port port) {
        session.refresh(port, LockMode.PESSIMISTIC_WRITE);
        return port;
    }

    public List<Port> all(Collection<UUID> ids) {
        return session.createSelectionQuery("from Port where id in :ids", Port.class)
                .setParameter("ids", ids)
                .list();
    }

    /// The ports of a device that it holds in one role, such as a router's interfaces.
    public List<Port> ofDevice(String device, String owner) {
        return session.createSelectionQuery(
                        "from Port where deviceId = :device and deviceOwner = :owner order by createdAt, id",
                        Port.class)
                .setParameter("device", device)
                .setParameter("owner", owner)
                .list();
    }

    boolean isMacTaken(UUID network, String mac) {
        return session.createSelectionQuery(
                                "select count(*) from Port where networkId = :network and macAddress = :mac",
                                Long.class)
                        .setParameter("network", network)
                        .setParameter("mac", mac)
                        .getSingleResult()
                > 0;
    }

    public void flush() {
        session.flush();
    }
}
