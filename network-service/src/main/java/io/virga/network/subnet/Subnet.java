package io.virga.network.subnet;

import io.virga.network.address.AddressRange;
import io.virga.network.address.Cidr;
import io.virga.network.address.Ip;
import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The addresses of a network, and what its machines are told by DHCP.
@Entity
@Table(name = "subnets")
public class Subnet extends Owned {

    /// A way to `destination` that machines are told of.
    public record HostRoute(String destination, String nexthop) {}

    @Column(name = "network_id")
    private UUID networkId;

    @Column(name = "subnetpool_id")
    private UUID poolId;

    @Column(name = "ip_version")
    private int ipVersion;

    private String cidr;

    @Column(name = "gateway_ip")
    private String gateway;

    @Column(name = "enable_dhcp")
    private boolean dhcp = true;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "allocation_pools")
    private List<Map<String, String>> pools = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "dns_nameservers")
    private List<String> nameservers = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "host_routes")
    private List<Map<String, String>> hostRoutes = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "service_types")
    private List<String> serviceTypes = List.of();

    @Column(name = "ipv6_ra_mode")
    private String raMode;

    @Column(name = "ipv6_address_mode")
    private String addressMode;

    protected Subnet() {}

    public Subnet(String projectId, UUID networkId, Cidr cidr, UUID poolId) {
        super(projectId, "", "");
        this.networkId = networkId;
        this.poolId = poolId;
        this.cidr = cidr.toString();
        ipVersion = cidr.version();
    }

    public UUID networkId() {
        return networkId;
    }

    public Cidr cidr() {
        return Cidr.of(cidr);
    }

    public int ipVersion() {
        return ipVersion;
    }

    public Optional<Ip> gateway() {
        return Optional.ofNullable(gateway).map(Ip::of);
    }

    public boolean dhcp() {
        return dhcp;
    }

    public List<String> nameservers() {
        return nameservers;
    }

    public List<HostRoute> hostRoutes() {
        return hostRoutes.stream()
                .map(route -> new HostRoute(route.get("destination"), route.get("nexthop")))
                .toList();
    }

    /// What its ports' owners may be; empty: anything.
    public List<String> serviceTypes() {
        return serviceTypes;
    }

    public List<AddressRange> pools() {
        return pools.stream()
                .map(pool -> new AddressRange(Ip.of(pool.get("start")), Ip.of(pool.get("end"))))
                .toList();
    }

    public Optional<String> raMode() {
        return Optional.ofNullable(raMode);
    }

    /// True when machines give themselves the address that follows from their MAC.
    public boolean addressesItself() {
        return "slaac".equals(addressMode) || "dhcpv6-stateless".equals(addressMode);
    }

    public void leadThrough(Optional<Ip> newGateway) {
        gateway = newGateway.map(Ip::toString).orElse(null);
    }

    public void serveDhcp(boolean enabled) {
        dhcp = enabled;
    }

    public void allocateFrom(List<AddressRange> ranges) {
        pools = ranges.stream()
                .map(range -> Map.of(
                        "start", range.first().toString(), "end", range.last().toString()))
                .toList();
    }

    public void nameServers(List<String> addresses) {
        nameservers = addresses;
    }

    public void route(List<HostRoute> routes) {
        hostRoutes = routes.stream()
                .map(route -> Map.of("destination", route.destination(), "nexthop", route.nexthop()))
                .toList();
    }

    void serve(List<String> types) {
        serviceTypes = types;
    }

    void advertise(Optional<String> newRaMode, Optional<String> newAddressMode) {
        raMode = newRaMode.orElse(null);
        addressMode = newAddressMode.orElse(null);
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("network_id", networkId.toString());
        view.put("ip_version", ipVersion);
        view.put("cidr", cidr);
        view.put("gateway_ip", gateway);
        view.put("enable_dhcp", dhcp);
        view.put("allocation_pools", pools);
        view.put("dns_nameservers", nameservers);
        view.put("host_routes", hostRoutes);
        view.put("ipv6_ra_mode", raMode);
        view.put("ipv6_address_mode", addressMode);
        view.put("subnetpool_id", Objects.toString(poolId, null));
        view.put("service_types", serviceTypes);
        view.put("segment_id", null);
        view.put("dns_publish_fixed_ip", false);
        return view;
    }
}
