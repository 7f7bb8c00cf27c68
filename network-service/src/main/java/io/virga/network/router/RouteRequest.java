package io.virga.network.router;

import io.virga.model.CloudException.Invalid;
import io.virga.network.address.Cidr;
import io.virga.network.address.Ip;
import io.virga.network.port.FixedIp;
import io.virga.network.port.Port;
import io.virga.network.port.Ports;
import io.virga.network.router.Router.Route;
import io.virga.network.subnet.Subnets;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Reads extra routes. Their next hops must be neighbours of the router.
@ApplicationScoped
class RouteRequest {

    private static final int MOST = 30;

    private final Ports ports;
    private final Subnets subnets;

    RouteRequest(Ports ports, Subnets subnets) {
        this.ports = ports;
        this.subnets = subnets;
    }

    List<Route> read(Router router, Fields body) {
        var asked = body.objects("routes");
        if (asked.size() > MOST) {
            throw new Invalid("Unable to complete operation for %s. The number of routes exceeds the maximum %d."
                    .formatted(router.id(), MOST));
        }
        var neighbours = neighbours(router);
        return asked.stream().map(route -> route(route, neighbours)).distinct().toList();
    }

    private static Route route(Fields body, List<Cidr> neighbours) {
        var destination = body.text("destination", 1, 64);
        var nexthop = body.text("nexthop", 1, 64);
        body.refuseOthers();
        var block = Cidr.parse(destination)
                .orElseThrow(() -> new Invalid("'%s' is not a valid CIDR".formatted(destination)));
        var hop = Ip.parse(nexthop).orElseThrow(() -> new Invalid("'%s' is not a valid IP address".formatted(nexthop)));
        if (neighbours.stream().noneMatch(cidr -> cidr.contains(hop))) {
            throw new Invalid("Invalid format for routes: the nexthop %s is not connected with router".formatted(hop));
        }
        if (block.version() != hop.version()) {
            throw new Invalid("A route to %s cannot lead through %s.".formatted(block, hop));
        }
        return new Route(block.toString(), hop.toString());
    }

    private List<Cidr> neighbours(Router router) {
        var all = new ArrayList<>(ports.ofDevice(router.id().toString(), Port.ROUTER_INTERFACE));
        router.gatewayPort().flatMap(ports::find).ifPresent(all::add);
        var ids = all.stream()
                .flatMap(port -> port.fixedIps().stream())
                .map(FixedIp::subnetId)
                .toList();
        return subnets.all(ids).stream().map(subnet -> subnet.cidr()).toList();
    }
}
