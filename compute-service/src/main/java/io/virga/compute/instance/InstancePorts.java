package io.virga.compute.instance;

import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// Our notes of the instances' ports, in the order in which the guest sees them.
@ApplicationScoped
public class InstancePorts {

    private final Session session;

    InstancePorts(Session session) {
        this.session = session;
    }

    public List<InstancePort> of(InstanceId instance) {
        return of(List.of(instance));
    }

    public List<InstancePort> of(Collection<InstanceId> instances) {
        return session.createQuery(
                        "from InstancePort where instanceId in :instances order by instanceId, position",
                        InstancePort.class)
                .setParameter(
                        "instances", instances.stream().map(InstanceId::value).toList())
                .list();
    }

    Optional<InstancePort> find(UUID port) {
        return Optional.ofNullable(session.find(InstancePort.class, port));
    }

    void add(InstancePort port) {
        session.persist(port);
    }

    void forget(UUID port) {
        find(port).ifPresent(session::remove);
    }
}
