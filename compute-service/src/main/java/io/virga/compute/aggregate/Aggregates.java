package io.virga.compute.aggregate;

import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The aggregates that exist.
@ApplicationScoped
class Aggregates {

    private final Session session;

    Aggregates(Session session) {
        this.session = session;
    }

    /// Until the transaction ends nobody else changes an aggregate: whether a host may join one depends on the others.
    void lock() {
        session.createNativeMutationQuery("lock table aggregates in share row exclusive mode")
                .executeUpdate();
    }

    List<Aggregate> all() {
        return session.createQuery("from Aggregate order by id", Aggregate.class)
                .list();
    }

    Aggregate get(int id) {
        return Optional.ofNullable(session.find(Aggregate.class, id)).orElseThrow(() -> new NotFound("Aggregate", id));
    }

    void add(Aggregate aggregate) {
        session.persist(aggregate);
        session.flush();
    }

    void remove(Aggregate aggregate) {
        session.remove(aggregate);
    }
}
