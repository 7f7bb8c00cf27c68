package io.virga.network.subnet;

import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.network.address.AddressRange;
import io.virga.network.address.Cidr;
import io.virga.network.address.Ip;
import io.virga.network.subnet.Subnet.HostRoute;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads and checks what a request says of a subnet; puts it into the subnet.
final class SubnetRequest {

    private static final Set<String> MODES = Set.of("slaac", "dhcpv6-stateful", "dhcpv6-stateless");
    private static final int MOST_SERVERS = 5;
    private static final int MOST_ROUTES = 20;

    private SubnetRequest() {}

    /// What a request may say at creation only.
    static void fill(Subnet subnet, Fields body) {
        var cidr = subnet.cidr();
        if (!body.has("gateway_ip")) {
            subnet.leadThrough(Optional.of(cidr.hosts().first())
                    .filter(_ -> cidr.hosts().first().compareTo(cidr.hosts().last()) < 0));
        }
        change(subnet, body);
        if (body.objects("allocation_pools").isEmpty()) {
            subnet.allocateFrom(subnet.gateway().map(cidr.hosts()::without).orElseGet(() -> List.of(cidr.hosts())));
        }
        advertise(subnet, body);
    }

    /// What a request may say at any time.
    static void change(Subnet subnet, Fields body) {
        body.optionalText("name", 0, 255).ifPresent(subnet::rename);
        body.optionalText("description", 0, 255).ifPresent(subnet::describe);
        body.optionalBool("enable_dhcp").ifPresent(subnet::serveDhcp);
        if (body.has("gateway_ip")) {
            subnet.leadThrough(body.optionalText("gateway_ip", 0, 64).map(text -> gateway(subnet.cidr(), text)));
        }
        if (body.has("dns_nameservers")) {
            subnet.nameServers(nameservers(body));
        }
        if (body.has("host_routes")) {
            subnet.route(hostRoutes(body, subnet.ipVersion()));
        }
        if (body.has("service_types")) {
            subnet.serve(body.texts("service_types", 20, 64));
        }
        var pools = pools(body, subnet.cidr());
        if (!pools.isEmpty()) {
            subnet.allocateFrom(pools);
        }
        subnet.gateway()
                .filter(_ -> !pools.isEmpty() || body.has("gateway_ip"))
                .ifPresent(ip -> subnet.pools().stream()
                        .filter(pool -> pool.contains(ip))
                        .findFirst()
                        .ifPresent(pool -> {
                            throw new Conflict(
                                    "GatewayConflictWithAllocationPools",
                                    "Gateway ip %s conflicts with allocation pool %s-%s."
                                            .formatted(ip, pool.first(), pool.last()));
                        }));
    }

    private static Ip gateway(Cidr cidr, String text) {
        var ip = address(text, cidr.version());
        boolean linkLocal = ip.version() == 6 && Cidr.of("fe80::/10").contains(ip);
        if (!linkLocal && (!cidr.contains(ip) || !cidr.hosts().contains(ip))) {
            throw new Invalid("Gateway %s is not valid on subnet %s.".formatted(ip, cidr));
        }
        return ip;
    }

    private static Ip address(String text, int version) {
        return Ip.parse(text)
                .filter(ip -> ip.version() == version)
                .orElseThrow(() -> new Invalid("'%s' is not a valid IPv%d address".formatted(text, version)));
    }

    private static List<String> nameservers(Fields body) {
        var servers = body.texts("dns_nameservers", MOST_SERVERS, 64);
        if (Set.copyOf(servers).size() != servers.size()) {
            throw new Invalid("dns_nameservers: duplicates are not allowed");
        }
        return servers.stream()
                .map(text ->
                        Ip.parse(text).orElseThrow(() -> new Invalid("'%s' is not a valid nameserver".formatted(text))))
                .map(Ip::toString)
                .toList();
    }

    private static List<HostRoute> hostRoutes(Fields body, int version) {
        var routes = body.objects("host_routes").stream()
                .map(route -> {
                    var destination = route.text("destination", 1, 64);
                    var nexthop = address(route.text("nexthop", 1, 64), version);
                    route.refuseOthers();
                    var block = Cidr.parse(destination)
                            .filter(cidr -> cidr.version() == version)
                            .orElseThrow(() -> new Invalid("'%s' is not a valid CIDR".formatted(destination)));
                    return new HostRoute(block.toString(), nexthop.toString());
                })
                .toList();
        if (routes.size() > MOST_ROUTES || Set.copyOf(routes).size() != routes.size()) {
            throw new Invalid("host_routes: at most %d different routes".formatted(MOST_ROUTES));
        }
        return routes;
    }

    private static List<AddressRange> pools(Fields body, Cidr cidr) {
        var pools = body.objects("allocation_pools").stream()
                .map(pool -> {
                    var start = address(pool.text("start", 1, 64), cidr.version());
                    var end = address(pool.text("end", 1, 64), cidr.version());
                    pool.refuseOthers();
                    if (start.compareTo(end) > 0
                            || !cidr.hosts().contains(start)
                            || !cidr.hosts().contains(end)) {
                        throw new Invalid(
                                "The allocation pool %s-%s is not valid in subnet %s.".formatted(start, end, cidr));
                    }
                    return new AddressRange(start, end);
                })
                .toList();
        for (int i = 0; i < pools.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (pools.get(i).overlaps(pools.get(j))) {
                    throw new Conflict(
                            "OverlappingAllocationPools", "Found overlapping allocation pools in subnet " + cidr);
                }
            }
        }
        return pools;
    }

    private static void advertise(Subnet subnet, Fields body) {
        var raMode = body.optionalText("ipv6_ra_mode", 1, 32);
        var addressMode = body.optionalText("ipv6_address_mode", 1, 32);
        if (raMode.isEmpty() && addressMode.isEmpty()) {
            return;
        }
        if (subnet.ipVersion() != 6 || !subnet.dhcp()) {
            throw new Invalid("ipv6_ra_mode and ipv6_address_mode need an IPv6 subnet with enable_dhcp.");
        }
        if (!MODES.containsAll(raMode.stream().toList())
                || !MODES.containsAll(addressMode.stream().toList())) {
            throw new Invalid("ipv6_ra_mode and ipv6_address_mode must be one of " + String.join(", ", MODES));
        }
        if (raMode.isPresent() && addressMode.isPresent() && !raMode.equals(addressMode)) {
            throw new Invalid("ipv6_ra_mode and ipv6_address_mode must be the same when both are set");
        }
        subnet.advertise(raMode, addressMode);
        if (subnet.addressesItself() && subnet.cidr().prefix() != 64) {
            throw new Invalid("SLAAC needs a prefix of 64 bits, not %s.".formatted(subnet.cidr()));
        }
    }
}
