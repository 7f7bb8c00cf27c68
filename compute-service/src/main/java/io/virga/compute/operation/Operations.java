package io.virga.compute.operation;

import io.virga.compute.peer.Behalf;
import io.virga.model.InstanceId;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// The operations that are under way. Every change of one happens under its row's lock.
@ApplicationScoped
public class Operations {

    private final Session session;
    private final OperationRunner runner;
    private final Clock clock;

    Operations(Session session, OperationRunner runner, Clock clock) {
        this.session = session;
        this.runner = runner;
        this.clock = clock;
    }

    /// Begins an operation, in place of the one that may be under way. It runs as soon as the transaction is through.
    public void begin(InstanceId instance, String kind, Behalf behalf, String requestId) {
        var now = clock.instant();
        var running = lock(instance);
        if (running.isPresent()) {
            running.get().restart(kind, behalf, requestId, now);
        } else {
            session.persist(new Operation(instance, kind, behalf, requestId, now));
        }
        runner.wakeAfterCommit(instance);
    }

    /// Something that the operation may wait for has happened. It is looked at as soon as the transaction is through,
    /// here, or, if another process is at it, there.
    public void wake(InstanceId instance) {
        lock(instance).ifPresent(operation -> {
            operation.dueAt(clock.instant());
            runner.wakeAfterCommit(instance);
        });
    }

    /// The operation cannot succeed any more: undo it.
    public void fail(InstanceId instance, Failure why) {
        lock(instance).ifPresent(operation -> {
            operation.fail(why);
            operation.dueAt(clock.instant());
            runner.wakeAfterCommit(instance);
        });
    }

    /// The instance's operation, with its row and the instance's locked: always in this order, so that nobody waits in
    /// a circle.
    public Optional<Operation> lock(InstanceId instance) {
        Column.of(session, "select id from instances where id = :id for update", UUID.class)
                .setParameter("id", instance.value())
                .uniqueResultOptional();
        return Optional.ofNullable(session.find(Operation.class, instance.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    /// The same operation as `id`, locked; throws `Superseded` when the instance has another one by now.
    public Operation lockSame(InstanceId instance, UUID id) {
        return lock(instance).filter(found -> found.id().equals(id)).orElseThrow(() -> new Superseded(id.toString()));
    }

    void remove(Operation operation) {
        session.remove(operation);
    }

    List<InstanceId> due(Instant now, int limit) {
        return session.createQuery("""
                        select instanceId from Operation
                        where dueAt <= :now and (leasedUntil is null or leasedUntil <= :now)
                        order by dueAt
                        """, UUID.class).setParameter("now", now).setMaxResults(limit).list().stream()
                .map(InstanceId::new)
                .toList();
    }
}
