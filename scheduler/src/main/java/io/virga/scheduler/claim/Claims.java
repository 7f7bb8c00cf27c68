package io.virga.scheduler.claim;

import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The claims that instances hold on hosts.
@ApplicationScoped
public class Claims {

    private final Session session;

    Claims(Session session) {
        this.session = session;
    }

    /// The instance's row, made if there is none, and kept from everyone else until the transaction ends: requests
    /// for one instance are carried out one after the other, however many schedulers run.
    Claim lock(InstanceId instance, Instant now) {
        session.createNativeMutationQuery("""
                        insert into claims (instance, generation, released, vcpus, memory_mib, disk_gib, changed_at)
                        values (:instance, -1, false, 0, 0, 0, :now)
                        on conflict (instance) do nothing
                        """)
                .setParameter("instance", instance.value())
                .setParameter("now", now)
                .executeUpdate();
        return session.find(Claim.class, instance.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    /// The claim that the instance holds now.
    public Optional<Claim> held(InstanceId instance) {
        return Optional.ofNullable(session.find(Claim.class, instance.value()))
                .filter(claim -> claim.host().isPresent());
    }

    public List<Claim> on(HostName host) {
        return session.createQuery("from Claim where host = :host order by instance", Claim.class)
                .setParameter("host", host.value())
                .list();
    }

    public List<Claim> of(ProjectId project) {
        return session.createQuery("from Claim where project = :project", Claim.class)
                .setParameter("project", project.value())
                .list();
    }

    /// Forgets instances that have held nothing since `before`. Returns how many.
    int forget(Instant before) {
        return session.createMutationQuery("delete from Claim where host is null and changedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
