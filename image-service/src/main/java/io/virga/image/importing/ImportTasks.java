package io.virga.image.importing;

import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// The imports that were ordered, and ended not too long ago.
@ApplicationScoped
class ImportTasks {

    private final Session session;

    ImportTasks(Session session) {
        this.session = session;
    }

    void add(ImportTask task) {
        session.persist(task);
    }

    ImportTask get(String id) {
        return parse(id)
                .flatMap(uuid -> Optional.ofNullable(session.find(ImportTask.class, uuid)))
                .orElseThrow(() -> new NotFound("Task", id));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<ImportTask> of(ImageId image) {
        return session.createQuery("from ImportTask where imageId = :image order by createdAt", ImportTask.class)
                .setParameter("image", image.value())
                .list();
    }

    /// The newest first, from behind `marker` on.
    List<ImportTask> list(Optional<ImportTask> marker, int limit) {
        return session.createQuery("""
                        from ImportTask where :none = true or (createdAt, id) < (:time, :id)
                        order by createdAt desc, id desc
                        """, ImportTask.class)
                .setParameter("none", marker.isEmpty())
                .setParameter("time", marker.map(ImportTask::createdAt).orElse(Instant.EPOCH))
                .setParameter("id", marker.map(ImportTask::id).orElse(new UUID(0, 0)))
                .setMaxResults(limit)
                .list();
    }

    /// One whose next step is of that kind and that nobody works on, locked until the transaction ends.
    Optional<ImportTask> free(ImportKind kind, Instant now) {
        return session.createNativeQuery("""
                        select * from import_tasks where kind = :kind and lease_until <= :now
                        order by lease_until limit 1 for update skip locked
                        """, ImportTask.class)
                .setParameter("kind", kind.name())
                .setParameter("now", now)
                .uniqueResultOptional();
    }

    /// As fresh as can be, and locked. Empty when it is over.
    Optional<ImportTask> lock(UUID id) {
        var task = Optional.ofNullable(session.find(ImportTask.class, id));
        task.ifPresent(found -> session.refresh(found, LockModeType.PESSIMISTIC_WRITE));
        return task.filter(found -> !found.isOver());
    }

    void forgetExpired(Instant now) {
        session.createMutationQuery("delete from ImportTask where expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
