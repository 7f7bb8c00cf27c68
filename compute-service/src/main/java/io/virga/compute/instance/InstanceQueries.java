package io.virga.compute.instance;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// What may be asked about instances. Each method is one transaction; what it returns is detached and stays as it is.
@ApplicationScoped
@Transactional
public class InstanceQueries {

    private final Instances instances;
    private final InstancePorts ports;
    private final InstanceActions actions;
    private final Session session;

    InstanceQueries(Instances instances, InstancePorts ports, InstanceActions actions, Session session) {
        this.instances = instances;
        this.ports = ports;
        this.actions = actions;
        this.session = session;
    }

    public Instance get(Caller caller, InstanceId id) {
        return instances.get(caller, id);
    }

    public List<Instance> search(InstanceSearch search, Optional<InstanceId> marker, int limit) {
        return search.run(session, marker, limit);
    }

    /// Our notes of their ports, for when the network service cannot be asked.
    public List<InstancePort> ports(Collection<InstanceId> of) {
        return ports.of(of);
    }

    /// Also those of a deleted instance.
    public List<InstanceAction> actions(Caller caller, InstanceId id) {
        instances
                .find(id)
                .filter(found -> caller.sees(found.project()))
                .orElseThrow(() -> new NotFound("Instance", id));
        return actions.of(id);
    }

    /// The host on which the caller's instance is.
    public Optional<HostName> host(Caller caller, InstanceId id) {
        return instances.get(caller, id).host();
    }
}
