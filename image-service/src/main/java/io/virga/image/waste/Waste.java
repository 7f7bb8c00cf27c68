package io.virga.image.waste;

import io.virga.image.store.Place;
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
    record Noted(Place place) {}

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
    public void add(Place place) {
        session.createNativeMutationQuery(
                        "insert into waste (store, object_key, since) values (?1, ?2, ?3) on conflict do nothing")
                .setParameter(1, place.store())
                .setParameter(2, place.key())
                .setParameter(3, clock.instant())
                .executeUpdate();
        noted.fire(new Noted(place));
    }

    @Transactional
    List<Place> oldest(String store, int limit) {
        return Column.of(session, "select object_key from waste where store = ?1 order by since", String.class)
                .setParameter(1, store)
                .setMaxResults(limit)
                .getResultStream()
                .map(key -> new Place(store, key))
                .toList();
    }

    @Transactional
    void gone(Place place) {
        session.createNativeMutationQuery("delete from waste where store = ?1 and object_key = ?2")
                .setParameter(1, place.store())
                .setParameter(2, place.key())
                .executeUpdate();
    }
}
