package io.virga.compute.instance;

import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// What was asked of each instance, newest first.
@ApplicationScoped
public class InstanceActions {

    private final Session session;
    private final Clock clock;

    InstanceActions(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    void begin(Instance instance, String action, Requester requester) {
        session.persist(new InstanceAction(instance.id(), action, requester, clock.instant()));
    }

    /// Something that is over at once.
    void record(Instance instance, String action, Requester requester) {
        var whole = new InstanceAction(instance.id(), action, requester, clock.instant());
        whole.finish(Optional.empty(), clock.instant());
        session.persist(whole);
    }

    /// Ends what is open: an instance does one thing at a time.
    void end(Instance instance, Optional<String> failure) {
        session.createQuery("from InstanceAction where instanceId = :id and finishedAt is null", InstanceAction.class)
                .setParameter("id", instance.id().value())
                .list()
                .forEach(action -> action.finish(failure, clock.instant()));
    }

    public List<InstanceAction> of(InstanceId instance) {
        return session.createQuery(
                        "from InstanceAction where instanceId = :id order by number desc", InstanceAction.class)
                .setParameter("id", instance.value())
                .list();
    }

    public Optional<InstanceAction> find(InstanceId instance, String requestId) {
        return of(instance).stream()
                .filter(action -> action.requestId().equals(requestId))
                .findFirst();
    }
}
