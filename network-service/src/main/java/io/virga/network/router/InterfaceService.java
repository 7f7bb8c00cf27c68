package io.virga.network.router;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.network.address.Ip;
import io.virga.network.port.Addressing.Wish;
import io.virga.network.port.FixedIp;
import io.virga.network.port.Port;
import io.virga.network.port.PortFactory;
import io.virga.network.port.Ports;
import io.virga.network.standard.Ownership;
import io.virga.network.subnet.Subnet;
import io.virga.network.subnet.Subnets;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Joins subnets to routers and parts them again.
@ApplicationScoped
public class InterfaceService {

    private final Routers routers;
    private final Subnets subnets;
    private final Ports ports;
    private final PortFactory factory;

    InterfaceService(Routers routers, Subnets subnets, Ports ports, PortFactory factory) {
        this.routers = routers;
        this.subnets = subnets;
        this.ports = ports;
        this.factory = factory;
    }

    @Transactional
    public Map<String, Object> add(Caller caller, UUID routerId, Fields body) {
        var router = routers.lock(caller, routerId);
        var subnet = body.optionalText("subnet_id", 1, 64);
        var port = body.optionalText("port_id", 1, 64);
        body.refuseOthers();
        if (subnet.isPresent() == port.isPresent()) {
            throw new Invalid("Either subnet_id or port_id must be specified, and only one of them.");
        }
        var plugged = port.isPresent()
                ? addPort(caller, router, ports.locked(ports.own(caller, Ownership.id("Port", port.get()))))
                : addSubnet(caller, router, subnets.get(caller, Ownership.id("Subnet", subnet.orElseThrow())));
        return view(router, plugged, plugged.fixedIps().getFirst().subnetId());
    }

    private Port addSubnet(Caller caller, Router router, Subnet subnet) {
        Ownership.requireWritable(caller, subnet, true, "Subnet");
        var gateway =
                subnet.gateway().orElseThrow(() -> new Invalid("Subnet for router interface must have a gateway IP"));
        refuseOverlap(router, subnet);
        return factory.makeOwn(
                router.projectId(),
                subnet.networkId(),
                Port.ROUTER_INTERFACE,
                router.id().toString(),
                List.of(Wish.exactly(subnet.id(), gateway)));
    }

    private Port addPort(Caller caller, Router router, Port port) {
        if (!port.deviceId().isEmpty()) {
            throw new Conflict(
                    "PortInUse",
                    "Unable to complete operation on port %s for network %s. Port already has an attached device %s."
                            .formatted(port.id(), port.networkId(), port.deviceId()));
        }
        if (port.fixedIps().isEmpty()) {
            throw new Invalid("Router port must have at least one fixed IP");
        }
        for (var ip : port.fixedIps()) {
            refuseOverlap(router, subnets.get(caller, ip.subnetId()));
        }
        port.attach(Port.ROUTER_INTERFACE, router.id().toString());
        ports.flush();
        ports.touch(port);
        return port;
    }

    private void refuseOverlap(Router router, Subnet subnet) {
        var ids = interfaces(router).stream()
                .flatMap(port -> port.fixedIps().stream())
                .map(FixedIp::subnetId)
                .toList();
        subnets.all(ids).stream()
                .filter(other -> other.cidr().overlaps(subnet.cidr()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Invalid(
                            other.id().equals(subnet.id())
                                    ? "Router already has a port on subnet %s".formatted(subnet.id())
                                    : "Cidr %s of subnet %s overlaps with cidr %s of subnet %s"
                                            .formatted(subnet.cidr(), subnet.id(), other.cidr(), other.id()));
                });
    }

    private List<Port> interfaces(Router router) {
        return ports.ofDevice(router.id().toString(), Port.ROUTER_INTERFACE);
    }

    @Transactional
    public Map<String, Object> remove(Caller caller, UUID routerId, Fields body) {
        var router = routers.lock(caller, routerId);
        var subnet = body.optionalText("subnet_id", 1, 64).map(text -> Ownership.id("Subnet", text));
        var portId = body.optionalText("port_id", 1, 64).map(text -> Ownership.id("Port", text));
        body.refuseOthers();
        if (subnet.isEmpty() && portId.isEmpty()) {
            throw new Invalid("Either subnet_id or port_id must be specified.");
        }
        var port = interfaces(router).stream()
                .filter(found -> portId.isEmpty() || found.id().equals(portId.get()))
                .filter(found -> subnet.isEmpty() || has(found, subnet.get()))
                .findFirst()
                .map(ports::locked)
                .orElseThrow(() ->
                        new NotFound("RouterInterface", portId.or(() -> subnet).orElseThrow()));
        for (var ip : port.fixedIps()) {
            refuseWhileNeeded(router, ip.subnetId());
        }
        var answer = view(
                router, port, subnet.orElseGet(() -> port.fixedIps().getFirst().subnetId()));
        ports.remove(port);
        return answer;
    }

    private static boolean has(Port port, UUID subnet) {
        return port.fixedIps().stream().anyMatch(ip -> ip.subnetId().equals(subnet));
    }

    private void refuseWhileNeeded(Router router, UUID subnet) {
        if (routers.floatingIpsInto(router, subnet) > 0) {
            throw new Conflict(
                    "RouterInterfaceInUseByFloatingIP",
                    "Router interface for subnet %s on router %s cannot be deleted, as it is required by one or more floating IPs."
                            .formatted(subnet, router.id()));
        }
        var cidr = subnets.all(Set.of(subnet)).getFirst().cidr();
        var needed = router.routes().stream().anyMatch(route -> cidr.contains(Ip.of(route.nexthop())));
        if (needed) {
            throw new Conflict(
                    "RouterInterfaceInUseByRoute",
                    "Router interface for subnet %s on router %s cannot be deleted, as it is required by one or more routes."
                            .formatted(subnet, router.id()));
        }
    }

    private static Map<String, Object> view(Router router, Port port, UUID subnet) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", router.id().toString());
        view.put("tenant_id", router.projectId());
        view.put("project_id", router.projectId());
        view.put("port_id", port.id().toString());
        view.put("network_id", port.networkId().toString());
        view.put("subnet_id", subnet.toString());
        view.put("subnet_ids", List.of(subnet.toString()));
        return view;
    }
}
