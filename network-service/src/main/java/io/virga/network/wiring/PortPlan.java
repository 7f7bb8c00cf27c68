package io.virga.network.wiring;

import io.virga.network.network.Network;
import io.virga.network.port.FixedIp;
import io.virga.network.port.Port;
import io.virga.network.standard.Scope;
import io.virga.network.subnet.Subnet;
import io.virga.network.wiring.Wanted.Membership;
import io.virga.network.wiring.Wanted.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// What a port looks like in OVN: a port of the logical switch, and for a router's port the router's end as well.
final class PortPlan {

    private static final String UNKNOWN = "unknown";
    private static final Map<String, String> RA_MODES =
            Map.of("slaac", "slaac", "dhcpv6-stateful", "dhcpv6_stateful", "dhcpv6-stateless", "dhcpv6_stateless");

    private final Port port;
    private final Network network;
    private final Map<UUID, Subnet> subnets;
    private final List<String> gatewayChassis;
    private final Scope scope;
    private final String key;

    private PortPlan(Port port, Network network, Map<UUID, Subnet> subnets, List<String> gatewayChassis) {
        this.port = port;
        this.network = network;
        this.subnets = subnets;
        this.gatewayChassis = gatewayChassis;
        scope = Scope.of(Scope.Kind.PORT, port.id());
        key = Wanted.key("port", port.id());
    }

    static List<Wanted> of(Port port, Network network, Map<UUID, Subnet> subnets, List<String> gatewayChassis) {
        var plan = new PortPlan(port, network, subnets, gatewayChassis);
        return switch (port.deviceOwner()) {
            case Port.FLOATING_IP -> List.of();
            case Port.ROUTER_INTERFACE -> plan.router(false);
            case Port.ROUTER_GATEWAY -> plan.router(true);
            default -> List.of(plan.guest());
        };
    }

    static String routerPortName(UUID port) {
        return "lrp-" + port;
    }

    private Wanted guest() {
        var columns = new HashMap<String, Object>();
        columns.put("type", "");
        columns.put("addresses", port.secured() ? own() : List.of(own(), UNKNOWN));
        columns.put("port_security", port.secured() ? permitted() : List.of());
        columns.put("options", Map.of());
        columns.put("dhcpv4_options", dhcp());
        return onSwitch(columns, groups());
    }

    private Wanted onSwitch(Map<String, Object> columns, List<Membership> groups) {
        columns.put("name", port.id().toString());
        columns.put("enabled", port.adminStateUp() && network.adminStateUp());
        var homes = new ArrayList<>(groups);
        homes.add(new Membership(Schema.SWITCH, Wanted.key("network", port.networkId()), "ports"));
        return Wanted.of(scope, Schema.PORT, key, columns, homes.toArray(Membership[]::new));
    }

    private String own() {
        var words = Stream.concat(
                Stream.of(port.mac().text()), port.fixedIps().stream().map(FixedIp::address));
        return String.join(" ", words.toList());
    }

    // Each source that the port may use (SEC-32): its own, and those that its owner has added.
    private List<String> permitted() {
        var permitted = new ArrayList<String>();
        permitted.add(own());
        port.pairs().forEach(pair -> permitted.add(pair.mac() + " " + pair.prefix()));
        return permitted;
    }

    private List<Membership> groups() {
        if (!port.secured()) {
            return List.of();
        }
        var groups = new ArrayList<Membership>();
        groups.add(new Membership(Schema.GROUP, GroupPlan.DROP_KEY, "ports"));
        port.groups().forEach(id -> groups.add(new Membership(Schema.GROUP, Wanted.key("group", id), "ports")));
        return groups;
    }

    private List<Reference> dhcp() {
        return port.fixedIps().stream()
                .filter(ip ->
                        ip.ip().version() == 4 && subnets.get(ip.subnetId()).dhcp())
                .map(ip -> new Reference(Schema.DHCP, Wanted.key("subnet", ip.subnetId())))
                .limit(1)
                .toList();
    }

    private List<Wanted> router(boolean gateway) {
        var columns = new HashMap<String, Object>();
        columns.put("type", "router");
        columns.put("addresses", "router");
        columns.put("port_security", List.of());
        columns.put("dhcpv4_options", List.of());
        columns.put(
                "options",
                gateway
                        ? Map.of("router-port", routerPortName(port.id()), "nat-addresses", "router")
                        : Map.of("router-port", routerPortName(port.id())));
        var rows = new ArrayList<Wanted>();
        rows.add(onSwitch(columns, List.of()));
        rows.add(routerEnd());
        if (gateway) {
            rows.addAll(chassis());
        }
        return rows;
    }

    private Wanted routerEnd() {
        var networks = port.fixedIps().stream()
                .map(ip ->
                        ip.address() + "/" + subnets.get(ip.subnetId()).cidr().prefix())
                .toList();
        var advertised = port.fixedIps().stream()
                .flatMap(ip -> subnets.get(ip.subnetId()).raMode().stream())
                .findFirst()
                .map(mode -> Map.of("address_mode", RA_MODES.get(mode), "send_periodic", "true"))
                .orElse(Map.of());
        var columns = Map.<String, Object>of(
                "name",
                routerPortName(port.id()),
                "mac",
                port.mac().text(),
                "networks",
                networks,
                "ipv6_ra_configs",
                advertised);
        var router = new Membership(Schema.ROUTER, "router:" + port.deviceId(), "ports");
        return Wanted.of(scope, Schema.ROUTER_PORT, Wanted.key("router-port", port.id()), columns, router);
    }

    private List<Wanted> chassis() {
        var rows = new ArrayList<Wanted>();
        for (int i = 0; i < gatewayChassis.size(); i++) {
            var name = gatewayChassis.get(i);
            var columns = Map.<String, Object>of(
                    "name", routerPortName(port.id()) + "_" + name, "chassis_name", name, "priority", 100 - i);
            var home = new Membership(Schema.ROUTER_PORT, Wanted.key("router-port", port.id()), "gateway_chassis");
            rows.add(Wanted.of(scope, Schema.CHASSIS, "chassis:%s:%s".formatted(port.id(), name), columns, home));
        }
        return rows;
    }
}
