package io.virga.network.port;

import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.network.address.AddressPool;
import io.virga.network.address.Ip;
import io.virga.network.address.MacAddress;
import io.virga.network.subnet.Subnet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Which addresses a port gets. Pure: the network's subnets, and what is taken in each, are handed in.
public final class Addressing {

    /// What somebody wants: an address, any one of a subnet, or that one of that subnet.
    public record Wish(Optional<UUID> subnet, Optional<Ip> ip) {

        public static Wish in(UUID subnet) {
            return new Wish(Optional.of(subnet), Optional.empty());
        }

        public static Wish exactly(UUID subnet, Ip ip) {
            return new Wish(Optional.of(subnet), Optional.of(ip));
        }
    }

    private final UUID network;
    private final List<Subnet> subnets;
    private final Function<Subnet, Set<Ip>> taken;
    private final MacAddress mac;
    private final List<FixedIp> given = new ArrayList<>();

    public Addressing(UUID network, List<Subnet> subnets, Function<Subnet, Set<Ip>> taken, MacAddress mac) {
        this.network = network;
        this.subnets = subnets;
        this.taken = taken;
        this.mac = mac;
    }

    /// One address for each wish.
    public List<FixedIp> fulfil(List<Wish> wishes) {
        wishes.stream().filter(wish -> wish.ip().isPresent()).forEach(this::exactly);
        wishes.stream().filter(wish -> wish.ip().isEmpty()).forEach(this::any);
        return List.copyOf(given);
    }

    /// What a port gets that wishes nothing: one IPv4 address, and one IPv6 address or those that follow from its MAC.
    public List<FixedIp> automatic(String deviceOwner) {
        for (int version : new int[] {4, 6}) {
            var suitable = suitable(version, deviceOwner);
            var selfAddressed =
                    suitable.stream().filter(Subnet::addressesItself).toList();
            if (!selfAddressed.isEmpty()) {
                selfAddressed.forEach(subnet -> give(subnet, mac.slaac(subnet.cidr())));
            } else if (!suitable.isEmpty()) {
                var choice = suitable.stream()
                        .flatMap(subnet -> free(subnet).stream())
                        .findFirst();
                given.add(choice.orElseThrow(this::exhausted));
            }
        }
        return List.copyOf(given);
    }

    private List<Subnet> suitable(int version, String deviceOwner) {
        var ofVersion =
                subnets.stream().filter(subnet -> subnet.ipVersion() == version).toList();
        var meant = ofVersion.stream()
                .filter(subnet -> subnet.serviceTypes().contains(deviceOwner))
                .toList();
        return meant.isEmpty()
                ? ofVersion.stream()
                        .filter(subnet -> subnet.serviceTypes().isEmpty())
                        .toList()
                : meant;
    }

    private void exactly(Wish wish) {
        var ip = wish.ip().orElseThrow();
        var subnet = wish.subnet()
                .map(this::subnet)
                .or(() ->
                        subnets.stream().filter(one -> one.cidr().contains(ip)).findFirst())
                .filter(one -> one.cidr().contains(ip) && one.cidr().hosts().contains(ip))
                .orElseThrow(
                        () -> new Invalid("IP address %s is not a valid IP for the specified subnet.".formatted(ip)));
        if (used(subnet).contains(ip)) {
            throw new Conflict(
                    "IpAddressAlreadyAllocated",
                    "IP address %s already allocated in subnet %s".formatted(ip, subnet.id()));
        }
        give(subnet, ip);
    }

    private void any(Wish wish) {
        var subnet =
                subnet(wish.subnet().orElseThrow(() -> new Invalid("A fixed IP needs a subnet_id or an ip_address.")));
        if (subnet.addressesItself()) {
            give(subnet, mac.slaac(subnet.cidr()));
        } else {
            given.add(free(subnet).orElseThrow(this::exhausted));
        }
    }

    private Subnet subnet(UUID id) {
        return subnets.stream()
                .filter(subnet -> subnet.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new Invalid("Failed to create port on network %s, because fixed_ips included invalid subnet %s"
                                .formatted(network, id)));
    }

    private Optional<FixedIp> free(Subnet subnet) {
        return AddressPool.nextFree(subnet.pools(), used(subnet)).map(ip -> new FixedIp(subnet.id(), ip.toString()));
    }

    private Set<Ip> used(Subnet subnet) {
        var used = new HashSet<>(taken.apply(subnet));
        given.stream()
                .filter(ip -> ip.subnetId().equals(subnet.id()))
                .map(FixedIp::ip)
                .forEach(used::add);
        return used;
    }

    private void give(Subnet subnet, Ip ip) {
        given.add(new FixedIp(subnet.id(), ip.toString()));
    }

    private Conflict exhausted() {
        return new Conflict(
                "IpAddressGenerationFailure", "No more IP addresses available on network %s.".formatted(network));
    }
}
