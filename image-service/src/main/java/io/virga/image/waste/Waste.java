package io.virga.image.waste;

import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.hibernate.Session;

/// The stored bytes that nobody needs any more.
///
/// They are noted in the transaction that made them useless, and stay noted until they are gone: so they go, whatever
/// dies meanwhile.
@ApplicationScoped
public class Waste {

    /// Told when a transaction that noted waste has committed.
    record Noted(String key) {}

    private final Session session;
    private final Event<Noted> noted;
    private final Clock clock;

    Waste(Session session, Event<Noted> noted, Clock clock) {
        this.session = session;
        this.noted = noted;
        this.clock = clock;
    }

    /// Inside of a transaction only.
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(String key) {
        session.createNativeMutationQuery("insert into waste values (?1, ?2) on conflict do nothing")
                .setParameter(1, key)
                .setParameter(2, clock.instant())
                .executeUpdate();
        noted.fire(new Noted(key));
    }

    @Transactional
    List<String> oldest(int limit) {
        return Column.of(session, "select object_key from waste order by since", String.class)
                .setMaxResults(limit)
                .getResultList();
    }

    @Transactional
    void gone(String key) {
        session.createNativeMutationQuery("delete from waste where object_key = ?1")
                .setParameter(1, key)
                .executeUpdate();
    }
}
