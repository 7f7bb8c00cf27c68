package io.virga.compute.server;

import io.virga.compute.instance.Instance;
import io.virga.compute.instance.InstancePort;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.compute.network.FloatingIp;
import io.virga.compute.network.Network;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.network.Port;
import io.virga.compute.network.SecurityGroup;
import io.virga.compute.server.Wiring.Address;
import io.virga.model.CloudException;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Asks the network service how instances are wired, for many in few requests; while it is away, our own notes must do.
@ApplicationScoped
class Wirings {

    private static final Logger log = Logger.getLogger(Wirings.class);

    private final NetworkClient network;
    private final InstanceQueries instances;

    Wirings(NetworkClient network, InstanceQueries instances) {
        this.network = network;
        this.instances = instances;
    }

    Map<InstanceId, Wiring> of(Collection<Instance> wanted) {
        var alive = wanted.stream()
                .filter(instance -> instance.state().vm() != VmState.DELETED)
                .toList();
        try {
            return alive.isEmpty() ? Map.of() : asked(alive);
        } catch (CloudException away) {
            log.infof("addresses as last known: %s", away.getMessage());
            return remembered(alive);
        }
    }

    private Map<InstanceId, Wiring> asked(List<Instance> alive) {
        var all = network.portsOf(
                alive.stream().map(instance -> instance.id().toString()).toList());
        var byId = alive.stream()
                .collect(Collectors.toMap(instance -> instance.id().toString(), Function.identity()));
        var ports = all.stream()
                .filter(port -> byId.get(port.device()).isPort(port))
                .toList();
        var byDevice = ports.stream().collect(Collectors.groupingBy(Port::device));
        var floating = network.floatingIps(ports.stream().map(Port::id).toList()).stream()
                .collect(Collectors.groupingBy(FloatingIp::port));
        var networks = network.networks(ports.stream().map(Port::networkId).toList()).stream()
                .collect(Collectors.toMap(Network::id, Network::name));
        var groups =
                network
                        .securityGroups(ports.stream()
                                .flatMap(port -> port.securityGroups().stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(SecurityGroup::id, SecurityGroup::name));
        var wirings = new HashMap<InstanceId, Wiring>();
        for (var instance : alive) {
            var its = byDevice.getOrDefault(instance.id().toString(), List.of());
            wirings.put(
                    instance.id(),
                    its.isEmpty()
                            ? new Wiring(Map.of(), instance.spec().groupNames())
                            : new Wiring(addresses(its, networks, floating), names(its, groups)));
        }
        return wirings;
    }

    private static Map<String, List<Address>> addresses(
            List<Port> ports, Map<String, String> networks, Map<UUID, List<FloatingIp>> floating) {
        var addresses = new LinkedHashMap<String, List<Address>>();
        for (var port : ports) {
            var name = networks.getOrDefault(port.networkId(), port.networkId());
            var list = addresses.computeIfAbsent(name, _ -> new ArrayList<>());
            for (var ip : port.fixedIps()) {
                list.add(new Address(ip.address(), Wiring.version(ip.address()), "fixed", port.mac()));
                floating.getOrDefault(port.id(), List.of()).stream()
                        .filter(each ->
                                each.fixedIp().isEmpty() || each.fixedIp().equals(ip.address()))
                        .map(each ->
                                new Address(each.address(), Wiring.version(each.address()), "floating", port.mac()))
                        .forEach(list::add);
            }
        }
        return addresses;
    }

    private static List<String> names(List<Port> ports, Map<String, String> groups) {
        return ports.stream()
                .flatMap(port -> port.securityGroups().stream())
                .distinct()
                .map(id -> groups.getOrDefault(id, id))
                .toList();
    }

    private Map<InstanceId, Wiring> remembered(List<Instance> alive) {
        var notes = instances.ports(alive.stream().map(Instance::id).toList()).stream()
                .collect(Collectors.groupingBy(InstancePort::instance));
        return alive.stream()
                .collect(Collectors.toMap(
                        Instance::id,
                        instance -> new Wiring(
                                addresses(notes.getOrDefault(instance.id(), List.of())),
                                instance.spec().groupNames())));
    }

    private static Map<String, List<Address>> addresses(List<InstancePort> notes) {
        var addresses = new LinkedHashMap<String, List<Address>>();
        for (var note : notes) {
            var list = addresses.computeIfAbsent(note.networkName(), _ -> new ArrayList<>());
            note.nic().addresses().stream()
                    .map(ip -> new Address(
                            ip.ip(), ip.version(), "fixed", note.nic().mac()))
                    .forEach(list::add);
        }
        return addresses;
    }
}
