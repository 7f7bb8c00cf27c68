package io.virga.network.subnetpool;

import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.network.standard.Query;
import io.virga.network.standard.Visible;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.Session;

/// The subnet pools that exist.
@ApplicationScoped
public class SubnetPools {

    private static final String FOR_ALL = "it.shared = true";

    private final Session session;

    SubnetPools(Session session) {
        this.session = session;
    }

    void add(SubnetPool pool) {
        session.persist(pool);
        session.flush();
    }

    List<SubnetPool> list(Caller caller, Query query) {
        return Visible.list(session, SubnetPool.class, caller, FOR_ALL, query);
    }

    SubnetPool get(Caller caller, UUID id) {
        return Visible.find(session, SubnetPool.class, caller, FOR_ALL, id)
                .orElseThrow(() -> new NotFound("SubnetPool", id));
    }

    /// A pool to cut from; only one transaction at a time may.
    public SubnetPool lock(Caller caller, UUID id) {
        var pool = get(caller, id);
        session.lock(pool, LockMode.PESSIMISTIC_WRITE);
        return pool;
    }

    /// The pool that stands in where a request names none.
    public SubnetPool lockDefault(int ipVersion) {
        return session
                .createSelectionQuery(
                        "from SubnetPool where isDefault = true and ipVersion = :version", SubnetPool.class)
                .setParameter("version", ipVersion)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .stream()
                .findFirst()
                .orElseThrow(() -> new Invalid("No default subnetpool found for IPv%d".formatted(ipVersion)));
    }

    boolean isUsed(SubnetPool pool) {
        return session.createSelectionQuery("select count(*) from Subnet where poolId = :id", Long.class)
                        .setParameter("id", pool.id())
                        .getSingleResult()
                > 0;
    }

    void remove(SubnetPool pool) {
        session.remove(pool);
    }

    void flush() {
        session.flush();
    }
}
