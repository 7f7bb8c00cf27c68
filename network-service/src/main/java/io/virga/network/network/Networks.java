package io.virga.network.network;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Visible;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.Session;

/// The networks that exist. Shared and external ones are everybody's to use and their owners' to change.
@ApplicationScoped
public class Networks {

    private static final String FOR_ALL = "it.shared = true or it.external = true";

    private final Session session;

    Networks(Session session) {
        this.session = session;
    }

    void add(Network network) {
        session.persist(network);
    }

    List<Network> list(Caller caller, Query query) {
        return Visible.list(session, Network.class, caller, FOR_ALL, query);
    }

    /// A network that the caller sees.
    public Network get(Caller caller, UUID id) {
        return Visible.find(session, Network.class, caller, FOR_ALL, id).orElseThrow(() -> new NotFound("Network", id));
    }

    /// A network that the caller sees and that nobody can delete before this transaction ends.
    public Network use(Caller caller, UUID id) {
        var network = get(caller, id);
        session.lock(network, LockMode.PESSIMISTIC_READ);
        return network;
    }

    /// A network that the caller may change.
    public Network writable(Caller caller, UUID id) {
        var network = get(caller, id);
        Ownership.requireWritable(caller, network, true, "Network");
        return network;
    }

    long portsOn(Network network) {
        return session.createSelectionQuery("select count(*) from Port where networkId = :id", Long.class)
                .setParameter("id", network.id())
                .getSingleResult();
    }

    List<UUID> subnetsOf(Network network) {
        return session.createSelectionQuery("select id from Subnet where networkId = :id", UUID.class)
                .setParameter("id", network.id())
                .list();
    }

    List<UUID> portIdsOf(Network network) {
        return session.createSelectionQuery("select id from Port where networkId = :id", UUID.class)
                .setParameter("id", network.id())
                .list();
    }

    /// Removes the network with its subnets.
    void remove(Network network) {
        session.createMutationQuery("delete from Subnet where networkId = :id")
                .setParameter("id", network.id())
                .executeUpdate();
        session.remove(network);
    }

    boolean isTaken(Network.Segment segment) {
        return session.createSelectionQuery("""
                                select count(*) from Network where type = :type and physicalNetwork = :physical
                                and coalesce(segmentationId, 0) = :segment
                                """, Long.class)
                        .setParameter("type", segment.type())
                        .setParameter("physical", segment.physicalNetwork())
                        .setParameter("segment", segment.id() == null ? 0L : segment.id())
                        .getSingleResult()
                > 0;
    }

    long nextSegment() {
        return Column.of(session, "select nextval('segment_ids')", Long.class).getSingleResult();
    }

    void lockForDeletion(Network network) {
        session.lock(network, LockMode.PESSIMISTIC_WRITE);
    }

    void flush() {
        session.flush();
    }
}
