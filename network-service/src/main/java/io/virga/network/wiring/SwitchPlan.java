package io.virga.network.wiring;

import io.virga.network.address.Ip;
import io.virga.network.address.MacAddress;
import io.virga.network.network.Network;
import io.virga.network.standard.Scope;
import io.virga.network.subnet.Subnet;
import io.virga.network.wiring.Wanted.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a network and its subnets look like in OVN: a logical switch, its way to the physical network, and what DHCP
/// says.
final class SwitchPlan {

    private static final String LEASE_SECONDS = "43200";

    private SwitchPlan() {}

    static List<Wanted> network(Network network) {
        var scope = Scope.of(Scope.Kind.NETWORK, network.id());
        var key = Wanted.key("network", network.id());
        var lan =
                Wanted.of(scope, Schema.SWITCH, key, Map.of("name", network.id().toString()));
        return network.physicalNetwork()
                .map(physical -> List.of(lan, localnet(network, physical, scope, key)))
                .orElseGet(() -> List.of(lan));
    }

    private static Wanted localnet(Network network, String physical, Scope scope, String lan) {
        var tag = network.segment().id();
        var columns = Map.of(
                "name",
                "localnet-" + network.id(),
                "type",
                "localnet",
                "addresses",
                "unknown",
                "tag",
                tag == null ? List.of() : tag,
                "options",
                Map.of("network_name", physical));
        var home = new Membership(Schema.SWITCH, lan, "ports");
        return Wanted.of(scope, Schema.PORT, Wanted.key("localnet", network.id()), columns, home);
    }

    /// DHCP is for IPv4 only; IPv6 machines address themselves.
    static List<Wanted> subnet(Subnet subnet, Network network, List<String> defaultServers) {
        if (subnet.ipVersion() != 4 || !subnet.dhcp()) {
            return List.of();
        }
        var columns =
                Map.of("cidr", subnet.cidr().toString(), "options", options(subnet, network.mtu(), defaultServers));
        var scope = Scope.of(Scope.Kind.SUBNET, subnet.id());
        return List.of(Wanted.of(scope, Schema.DHCP, Wanted.key("subnet", subnet.id()), columns));
    }

    private static Map<String, String> options(Subnet subnet, int mtu, List<String> defaultServers) {
        var options = new HashMap<String, String>();
        var server = subnet.gateway().orElseGet(() -> subnet.cidr().hosts().first());
        options.put("server_id", server.toString());
        options.put("server_mac", MacAddress.derivedFrom(subnet.id()).text());
        options.put("lease_time", LEASE_SECONDS);
        options.put("mtu", Integer.toString(mtu));
        subnet.gateway().ifPresent(gateway -> options.put("router", gateway.toString()));
        var servers = ofVersion4(subnet.nameservers().isEmpty() ? defaultServers : subnet.nameservers());
        if (!servers.isEmpty()) {
            options.put("dns_server", "{" + String.join(", ", servers) + "}");
        }
        if (!subnet.hostRoutes().isEmpty()) {
            options.put("classless_static_route", "{" + routes(subnet) + "}");
        }
        return options;
    }

    private static List<String> ofVersion4(List<String> servers) {
        return servers.stream()
                .filter(server ->
                        Ip.parse(server).filter(ip -> ip.version() == 4).isPresent())
                .toList();
    }

    // A guest that is told of routes in this way ignores the router option, so the default route is among them.
    private static String routes(Subnet subnet) {
        var routes = subnet.hostRoutes().stream()
                .map(route -> route.destination() + "," + route.nexthop())
                .collect(Collectors.joining(", "));
        return subnet.gateway()
                .map(gateway -> routes + ", 0.0.0.0/0," + gateway)
                .orElse(routes);
    }
}
