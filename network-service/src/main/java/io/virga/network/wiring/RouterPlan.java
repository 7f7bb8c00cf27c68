package io.virga.network.wiring;

import io.virga.network.floatingip.FloatingIp;
import io.virga.network.port.Port;
import io.virga.network.router.Router;
import io.virga.network.standard.Scope;
import io.virga.network.subnet.Subnet;
import io.virga.network.wiring.Wanted.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a router looks like in OVN, its ports apart: the logical router, where it leads by default, and whose addresses
/// it hides.
final class RouterPlan {

    private RouterPlan() {}

    static List<Wanted> router(Router router, Optional<Port> gateway, Map<UUID, Subnet> outside, List<Subnet> inside) {
        var scope = Scope.of(Scope.Kind.ROUTER, router.id());
        var key = Wanted.key("router", router.id());
        var rows = new ArrayList<Wanted>();
        rows.add(Wanted.of(
                scope, Schema.ROUTER, key, Map.of("name", router.id().toString(), "enabled", router.adminStateUp())));
        for (var route : router.routes()) {
            rows.add(route(scope, key, route.destination(), route.nexthop(), List.of()));
        }
        gateway.ifPresent(port -> rows.addAll(waysOut(scope, key, router, port, outside, inside)));
        return rows;
    }

    private static List<Wanted> waysOut(
            Scope scope, String key, Router router, Port gateway, Map<UUID, Subnet> outside, List<Subnet> inside) {
        var rows = new ArrayList<Wanted>();
        for (var ip : gateway.fixedIps()) {
            int version = ip.ip().version();
            outside.get(ip.subnetId())
                    .gateway()
                    .ifPresent(next -> rows.add(route(
                            scope,
                            key,
                            version == 4 ? "0.0.0.0/0" : "::/0",
                            next.toString(),
                            PortPlan.routerPortName(gateway.id()))));
        }
        var hidden = gateway.fixedIps().stream()
                .filter(ip -> ip.ip().version() == 4 && router.snat())
                .findFirst();
        hidden.ifPresent(ip -> inside.stream()
                .filter(subnet -> subnet.ipVersion() == 4)
                .forEach(subnet -> rows.add(nat(
                        scope,
                        key,
                        "snat:%s:%s".formatted(router.id(), subnet.id()),
                        "snat",
                        ip.address(),
                        subnet.cidr().toString()))));
        return rows;
    }

    private static Wanted route(Scope scope, String router, String prefix, String nexthop, Object outputPort) {
        return Wanted.of(
                scope,
                Schema.ROUTE,
                "route:%s:%s:%s".formatted(scope.id(), prefix, nexthop),
                Map.of("ip_prefix", prefix, "nexthop", nexthop, "output_port", outputPort),
                new Membership(Schema.ROUTER, router, "static_routes"));
    }

    private static Wanted nat(Scope scope, String router, String key, String type, String external, String logical) {
        return Wanted.of(
                scope,
                Schema.NAT,
                key,
                Map.of("type", type, "external_ip", external, "logical_ip", logical),
                new Membership(Schema.ROUTER, router, "nat"));
    }

    static List<Wanted> floatingIp(FloatingIp floatingIp) {
        return floatingIp
                .target()
                .map(target -> List.of(nat(
                        Scope.of(Scope.Kind.FLOATING_IP, floatingIp.id()),
                        Wanted.key("router", target.router()),
                        Wanted.key("floatingip", floatingIp.id()),
                        "dnat_and_snat",
                        floatingIp.address(),
                        target.fixedIp())))
                .orElse(List.of());
    }
}
