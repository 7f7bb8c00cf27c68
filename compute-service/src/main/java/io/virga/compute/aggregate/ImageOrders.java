package io.virga.compute.aggregate;

import io.virga.contract.agent.HostReport;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// Which images operators want on which hosts.
@ApplicationScoped
class ImageOrders {

    private final Session session;

    ImageOrders(Session session) {
        this.session = session;
    }

    /// Whatever became of an earlier wish for the same, it begins anew, unless it is open.
    void place(Aggregate aggregate, String host, ImageId image, Instant now) {
        var key = new ImageOrder.Key(aggregate.id(), host, image.value());
        var known = Optional.ofNullable(session.find(ImageOrder.class, key, LockModeType.PESSIMISTIC_WRITE));
        if (known.isEmpty()) {
            session.persist(new ImageOrder(aggregate.id(), host, image, now));
        } else if (!known.get().status().isOpen()) {
            known.get().anew(now);
        }
    }

    List<ImageOrder> of(int aggregate) {
        return session.createQuery(
                        "from ImageOrder where aggregateId = :aggregate order by host, imageId", ImageOrder.class)
                .setParameter("aggregate", aggregate)
                .list();
    }

    /// The next one for each host: what it works at already, else what has waited longest.
    List<ImageOrder> nextOfEachHost() {
        return session.createNativeQuery("""
                        select distinct on (host) * from image_orders where status in ('QUEUED', 'CACHING')
                        order by host, status = 'QUEUED', updated_at
                        """, ImageOrder.class).list();
    }

    Optional<ImageOrder> lock(UUID wish) {
        return session.createQuery("from ImageOrder where wish = :wish", ImageOrder.class)
                .setParameter("wish", wish)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .uniqueResultOptional();
    }

    /// A host may speak of its own orders only.
    void told(HostName host, HostReport.Caching caching, Instant now) {
        lock(caching.order()).filter(order -> order.host().equals(host)).ifPresent(order -> order.told(caching, now));
    }
}
