package io.virga.compute.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.compute.instance.InstanceSpec.RequestedNic;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.network.Network;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.network.Port;
import io.virga.compute.network.Subnet;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Workflow.Progress;
import io.virga.contract.agent.Nic;
import io.virga.model.InstanceId;
import io.virga.model.PortId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The steps of a boot that the network service takes part in. Each may be repeated: what is there already is found by
/// its device id, and used.
@ApplicationScoped
class BootPorts {

    private final NetworkClient network;
    private final StepTransactions transactions;
    private final InstancePorts ports;
    private final BootSteps steps;

    BootPorts(NetworkClient network, StepTransactions transactions, InstancePorts ports, BootSteps steps) {
        this.network = network;
        this.transactions = transactions;
        this.ports = ports;
        this.steps = steps;
    }

    /// What giving ports needs to know of the instance.
    private record Wanted(
            InstanceId id, Instance instance, String host, String zone, List<RequestedNic> nics, List<String> groups) {}

    /// Creates the ports, or takes over those that the user has brought, and binds them to the host.
    Progress give(Operation boot) {
        var wanted = transactions.in(boot, instance -> {
            steps.enter(instance, Task.NETWORKING);
            return new Wanted(
                    instance.id(),
                    instance,
                    instance.host().orElseThrow().value(),
                    instance.zone().orElse("nova"),
                    instance.spec().nics(),
                    instance.spec().securityGroups());
        });
        if (wanted.nics().isEmpty()) {
            return Progress.DONE;
        }
        var given = new ArrayList<Port>();
        var there = new ArrayList<>(portsOf(wanted.instance()));
        for (var nic : wanted.nics()) {
            given.add(nic.port() == null ? created(boot, wanted, nic, there) : takenOver(boot, wanted, nic.port()));
        }
        var notes = describe(wanted, given);
        return transactions.in(boot, _ -> {
            notes.stream().filter(note -> ports.find(note.portId()).isEmpty()).forEach(ports::add);
            return Progress.DONE;
        });
    }

    private Port created(Operation boot, Wanted wanted, RequestedNic nic, List<Port> there) {
        var found = there.stream().filter(port -> suits(port, nic, wanted)).findFirst();
        if (found.isPresent()) {
            there.remove(found.get());
            return bound(boot, found.get(), wanted);
        }
        transactions.in(boot, _ -> Progress.DONE); // not for an instance that is being deleted by now
        return bound(boot, network.createPort(boot.behalf(), request(wanted, nic)), wanted);
    }

    // Ports that the user has brought have the instance's device id as well, once they are taken over.
    private static boolean suits(Port port, RequestedNic nic, Wanted wanted) {
        var brought = wanted.nics().stream().anyMatch(other -> port.id().equals(other.port()));
        return !brought
                && port.networkId().equals(String.valueOf(nic.network()))
                && (nic.fixedIp() == null
                        || port.fixedIps().stream().anyMatch(ip -> ip.address().equals(nic.fixedIp())));
    }

    private Port takenOver(Operation boot, Wanted wanted, UUID port) {
        return network.updatePort(boot.behalf(), port, device(wanted).put("binding:host_id", wanted.host()));
    }

    private Port bound(Operation boot, Port port, Wanted wanted) {
        if (port.host().equals(wanted.host())) {
            return port;
        }
        var binding = JsonNodeFactory.instance.objectNode().put("binding:host_id", wanted.host());
        return network.updatePort(boot.behalf(), port.id(), binding);
    }

    private static ObjectNode device(Wanted wanted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device_id", wanted.id().toString())
                .put("device_owner", "compute:" + wanted.zone());
    }

    private static ObjectNode request(Wanted wanted, RequestedNic nic) {
        var port = device(wanted)
                .put("network_id", nic.network().toString())
                .put("admin_state_up", true)
                .put("binding:host_id", wanted.host());
        if (nic.fixedIp() != null) {
            port.putArray("fixed_ips").addObject().put("ip_address", nic.fixedIp());
        }
        if (!wanted.groups().isEmpty()) {
            var groups = port.putArray("security_groups");
            wanted.groups().forEach(groups::add);
        }
        return port;
    }

    private List<InstancePort> describe(Wanted wanted, List<Port> given) {
        var networks = network.networks(given.stream().map(Port::networkId).toList()).stream()
                .collect(Collectors.toMap(Network::id, Function.identity()));
        var subnets = network
                .subnets(given.stream()
                        .flatMap(port -> port.fixedIps().stream())
                        .map(Port.FixedIp::subnet)
                        .toList())
                .stream()
                .collect(Collectors.toMap(Subnet::id, Function.identity()));
        var notes = new ArrayList<InstancePort>();
        for (var port : given) {
            var its = networks.getOrDefault(
                    port.networkId(), new Network(port.networkId(), "", "", 1500, false, false, true, List.of()));
            var nic = new Nic(new PortId(port.id()), port.networkId(), port.mac(), its.mtu(), addresses(port, subnets));
            var ours = wanted.nics().get(notes.size()).port() == null;
            notes.add(new InstancePort(wanted.id(), notes.size(), ours, nic, its.name(), port.isUp()));
        }
        return notes;
    }

    private static List<Nic.Address> addresses(Port port, Map<String, Subnet> subnets) {
        return port.fixedIps().stream()
                .filter(ip -> subnets.containsKey(ip.subnet()))
                .map(ip -> {
                    var subnet = subnets.get(ip.subnet());
                    return new Nic.Address(
                            ip.address(),
                            subnet.version(),
                            subnet.prefix(),
                            subnet.gateway(),
                            subnet.dnsServers(),
                            subnet.dhcp());
                })
                .toList();
    }

    /// Waits until packets flow. The network service says so in messages; if one got lost, it says so when asked.
    Progress wired(Operation boot) {
        if (allUp(boot)) {
            return Progress.DONE;
        }
        var up = new HashSet<UUID>();
        portsOf(transactions.in(boot, instance -> instance)).stream()
                .filter(Port::isUp)
                .forEach(port -> up.add(port.id()));
        transactions.in(boot, instance -> {
            ports.of(instance.id()).stream()
                    .filter(port -> up.contains(port.portId()))
                    .forEach(port -> port.seen(true));
            return Progress.DONE;
        });
        return allUp(boot) ? Progress.DONE : Progress.WAITING;
    }

    private boolean allUp(Operation boot) {
        return transactions.in(
                boot, instance -> ports.of(instance.id()).stream().allMatch(InstancePort::up));
    }

    /// Deletes the ports that were created for the instance and gives back those that were brought.
    void takeBack(Operation operation) {
        var instance = transactions.in(operation, found -> found);
        var brought = instance.spec().nics().stream()
                .filter(nic -> nic.port() != null)
                .map(RequestedNic::port)
                .collect(Collectors.toSet());
        for (var port : portsOf(instance)) {
            if (brought.contains(port.id())) {
                network.updatePort(operation.behalf(), port.id(), free());
            } else {
                network.deletePort(operation.behalf(), port.id());
            }
        }
        transactions.in(operation, found -> {
            ports.of(found.id()).forEach(port -> ports.forget(port.portId()));
            return Progress.DONE;
        });
    }

    private List<Port> portsOf(Instance instance) {
        return network.portsOf(List.of(instance.id().toString())).stream()
                .filter(instance::isPort)
                .toList();
    }

    private static ObjectNode free() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device_id", "")
                .put("device_owner", "")
                .put("binding:host_id", "");
    }
}
