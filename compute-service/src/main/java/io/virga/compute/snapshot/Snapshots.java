package io.virga.compute.snapshot;

import io.virga.compute.peer.Behalf;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The images that are being made of instances. Who changes one of an instance holds the instance's lock.
@ApplicationScoped
public class Snapshots {

    /// Longer than the image service may take to answer that it has made the image.
    private static final Duration ANNOUNCED_FOR = Duration.ofMinutes(1);

    private final Session session;
    private final Clock clock;

    Snapshots(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /// Notes that an image will be made, before it is: should this process die in between, it is deleted.
    public ImageId announce(InstanceId instance, Behalf behalf) {
        var image = ImageId.random();
        session.persist(new Snapshot(image, instance, behalf, clock.instant().plus(ANNOUNCED_FOR)));
        return image;
    }

    /// The announced image is there, and an operation makes it from now on. False when that came too late.
    public boolean begin(ImageId image) {
        var announced = Optional.ofNullable(session.find(Snapshot.class, image.value()));
        announced.ifPresent(Snapshot::underWay);
        return announced.isPresent();
    }

    /// The one that an operation makes of the instance.
    public Optional<Snapshot> underWay(InstanceId instance) {
        return session.createQuery("from Snapshot where instanceId = :id and keptUntil is null", Snapshot.class)
                .setParameter("id", instance.value())
                .uniqueResultOptional();
    }

    /// The image is what it should be.
    public void done(Snapshot snapshot) {
        session.remove(snapshot);
    }

    /// The image will be deleted soon, unless it becomes active all the same.
    public void giveUp(Snapshot snapshot) {
        snapshot.giveUp(clock.instant());
    }

    /// The same for one that was only announced.
    public void giveUp(ImageId announced) {
        Optional.ofNullable(session.find(Snapshot.class, announced.value())).ifPresent(this::giveUp);
    }

    List<Snapshot> givenUp(Instant now, int limit) {
        return session.createQuery("from Snapshot where keptUntil <= :now order by keptUntil", Snapshot.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .list();
    }

    void forget(Snapshot detached) {
        session.createMutationQuery("delete from Snapshot where imageId = :id")
                .setParameter("id", detached.image().value())
                .executeUpdate();
    }
}
