package io.virga.compute.instance;

import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// The instances that exist or have existed. Every query that serves a user is bound to what that user may see.
@ApplicationScoped
public class Instances {

    private final Session session;

    Instances(Session session) {
        this.session = session;
    }

    void add(Instance instance) {
        session.persist(instance);
    }

    /// An instance of another project is as good as absent: the caller may not learn that it exists.
    public Instance get(Caller caller, InstanceId id) {
        return visible(caller, id, find(id));
    }

    Instance getLocked(Caller caller, InstanceId id) {
        return visible(caller, id, lock(id).filter(found -> caller.owns(found.project())));
    }

    private static Instance visible(Caller caller, InstanceId id, Optional<Instance> instance) {
        return instance.filter(found -> caller.sees(found.project()))
                .filter(found -> found.state().vm() != VmState.DELETED)
                .orElseThrow(() -> new NotFound("Instance", id));
    }

    public Optional<Instance> find(InstanceId id) {
        return Optional.ofNullable(session.find(Instance.class, id.value()));
    }

    Optional<Instance> lock(InstanceId id) {
        return Optional.ofNullable(session.find(Instance.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    List<Instance> all(Collection<InstanceId> ids) {
        return session.createQuery("from Instance where id in :ids", Instance.class)
                .setParameter("ids", ids.stream().map(InstanceId::value).toList())
                .list();
    }

    List<InstanceId> overdue(Instant now, int limit) {
        return ids(session.createQuery(
                        "select id from Instance where taskDeadline < :now order by taskDeadline", UUID.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .list());
    }

    long countOverdue(Instant now) {
        return session.createQuery("select count(*) from Instance where taskDeadline < :now", Long.class)
                .setParameter("now", now)
                .getSingleResult();
    }

    /// Those whose command was sent before `before` and not answered.
    List<InstanceId> unanswered(Collection<Task> tasks, Instant before, int limit) {
        return ids(session.createQuery("""
                        select id from Instance where task in :tasks and commandedAt < :before order by commandedAt
                        """, UUID.class)
                .setParameter("tasks", tasks)
                .setParameter("before", before)
                .setMaxResults(limit)
                .list());
    }

    /// Those that should be found on the host.
    List<Instance> settledOn(HostName host) {
        return session.createQuery(
                        "from Instance where host = :host and task is null and vmState in :present", Instance.class)
                .setParameter("host", host.value())
                .setParameter("present", List.of(VmState.ACTIVE, VmState.STOPPED))
                .list();
    }

    private static List<InstanceId> ids(List<UUID> ids) {
        return ids.stream().map(InstanceId::new).toList();
    }
}
