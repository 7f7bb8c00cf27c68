package io.virga.compute.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.compute.instance.Instance;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.network.Port;
import io.virga.compute.network.SecurityGroup;
import io.virga.compute.peer.Behalf;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// A server's ports, and the security groups that they are put into and taken out of. The network service keeps them;
/// we only pass on, in
/// the user's name.
@ApplicationScoped
class SecurityGroupsOfServers {

    private final InstanceQueries instances;
    private final NetworkClient network;

    SecurityGroupsOfServers(InstanceQueries instances, NetworkClient network) {
        this.instances = instances;
        this.network = network;
    }

    /// In every group that one of the ports is in.
    List<SecurityGroup> list(Caller caller, InstanceId id) {
        var instance = instances.get(caller, id);
        return network.securityGroups(ports(instance).stream()
                .flatMap(port -> port.securityGroups().stream())
                .toList());
    }

    void add(Caller caller, InstanceId id, String name) {
        var instance = instances.get(caller, id);
        var group = group(caller, name);
        var ports = ports(instance);
        if (ports.isEmpty()) {
            throw new Invalid("Instance %s has no port to put into a security group.".formatted(id));
        }
        for (var port : ports) {
            if (!port.securityGroups().contains(group.id())) {
                var groups = new ArrayList<>(port.securityGroups());
                groups.add(group.id());
                store(caller, port, groups);
            }
        }
    }

    void remove(Caller caller, InstanceId id, String name) {
        var instance = instances.get(caller, id);
        var group = group(caller, name);
        var members = ports(instance).stream()
                .filter(port -> port.securityGroups().contains(group.id()))
                .toList();
        if (members.isEmpty()) {
            throw new NotFound("Security group %s of instance".formatted(name), id);
        }
        for (var port : members) {
            var groups = new ArrayList<>(port.securityGroups());
            groups.remove(group.id());
            store(caller, port, groups);
        }
    }

    List<Port> ports(Caller caller, InstanceId id) {
        var instance = instances.get(caller, id);
        return ports(instance);
    }

    private List<Port> ports(Instance instance) {
        return network.portsOf(List.of(instance.id().toString())).stream()
                .filter(instance::isPort)
                .toList();
    }

    private void store(Caller caller, Port port, List<String> groups) {
        var changes = JsonNodeFactory.instance.objectNode();
        var list = changes.putArray("security_groups");
        groups.forEach(list::add);
        network.updatePort(Behalf.of(caller), port.id(), changes);
    }

    private SecurityGroup group(Caller caller, String name) {
        var matching = network.securityGroups(Behalf.of(caller)).stream()
                .filter(group -> group.id().equals(name) || group.name().equals(name))
                .toList();
        if (matching.isEmpty()) {
            throw new NotFound("Security group", name);
        }
        return matching.stream()
                .filter(group -> group.id().equals(name) || matching.size() == 1)
                .findFirst()
                .orElseThrow(
                        () -> new Conflict("Multiple security groups are called '%s': use an id.".formatted(name)));
    }
}
