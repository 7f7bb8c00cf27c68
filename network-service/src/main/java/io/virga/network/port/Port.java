package io.virga.network.port;

import io.virga.network.address.MacAddress;
import io.virga.network.standard.Owned;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Where something plugs into a network: an instance's interface, a router's, or the holder of a floating address.
@Entity
@Table(name = "ports")
public class Port extends Owned {

    public static final String ROUTER_INTERFACE = "network:router_interface";
    public static final String ROUTER_GATEWAY = "network:router_gateway";
    public static final String FLOATING_IP = "network:floatingip";

    @Column(name = "network_id")
    private UUID networkId;

    @Column(name = "mac_address")
    private String macAddress;

    @Column(name = "admin_state_up")
    private boolean adminStateUp = true;

    private String status = "DOWN";

    @Column(name = "device_id")
    private String deviceId = "";

    @Column(name = "device_owner")
    private String deviceOwner = "";

    @Column(name = "host_id")
    private String host = "";

    @Column(name = "vnic_type")
    private String vnicType = "normal";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> profile = new HashMap<>();

    @Column(name = "port_security_enabled")
    private boolean secured = true;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "allowed_address_pairs")
    private List<Map<String, String>> pairs = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "extra_dhcp_opts")
    private List<Map<String, Object>> dhcpOptions = List.of();

    @Column(name = "dns_name")
    private String dnsName = "";

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "port_fixed_ips", joinColumns = @JoinColumn(name = "port_id"))
    private List<FixedIp> fixedIps = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "port_security_groups", joinColumns = @JoinColumn(name = "port_id"))
    @Column(name = "security_group_id")
    private Set<UUID> groups = new HashSet<>();

    protected Port() {}

    public Port(String projectId, UUID networkId, MacAddress mac) {
        super(projectId, "", "");
        this.networkId = networkId;
        macAddress = mac.text();
    }

    public UUID networkId() {
        return networkId;
    }

    public MacAddress mac() {
        return new MacAddress(macAddress);
    }

    public boolean adminStateUp() {
        return adminStateUp;
    }

    public boolean isActive() {
        return status.equals("ACTIVE");
    }

    public String deviceId() {
        return deviceId;
    }

    public String deviceOwner() {
        return deviceOwner;
    }

    public boolean isBound() {
        return !host.isEmpty();
    }

    public boolean secured() {
        return secured;
    }

    public Set<UUID> groups() {
        return groups;
    }

    public List<FixedIp> fixedIps() {
        return fixedIps;
    }

    public List<AddressPair> pairs() {
        return pairs.stream()
                .map(pair -> new AddressPair(pair.get("mac_address"), pair.get("ip_address")))
                .toList();
    }

    /// DHCP options of this port alone, by name; only those for IPv4.
    public Map<String, String> dhcpOptions() {
        var options = new HashMap<String, String>();
        dhcpOptions.stream()
                .filter(option -> !Integer.valueOf(6).equals(option.get("ip_version")))
                .forEach(option -> options.put((String) option.get("opt_name"), (String) option.get("opt_value")));
        return options;
    }

    /// Gives the port to a device. What the service itself plugs in is trusted: no filter, no groups.
    public void attach(String owner, String device) {
        deviceOwner = owner;
        deviceId = device;
        if (owner.startsWith("network:")) {
            secured = false;
            groups.clear();
            pairs = List.of();
        }
    }

    public void address(List<FixedIp> addresses) {
        fixedIps = new ArrayList<>(addresses);
    }

    public void guard(Set<UUID> newGroups) {
        groups.clear();
        groups.addAll(newGroups);
    }

    public void secure(boolean on) {
        secured = on;
    }

    void become(MacAddress mac) {
        macAddress = mac.text();
    }

    void raise(boolean up) {
        adminStateUp = up;
    }

    void carry(boolean wired) {
        status = wired ? "ACTIVE" : "DOWN";
    }

    void bind(String newHost) {
        host = newHost;
    }

    void bindAs(String newVnicType) {
        vnicType = newVnicType;
    }

    void profile(Map<String, Object> newProfile) {
        profile = newProfile;
    }

    void admit(List<AddressPair> newPairs) {
        pairs = newPairs.stream()
                .map(pair -> Map.of("mac_address", pair.mac(), "ip_address", pair.prefix()))
                .toList();
    }

    void tell(List<Map<String, Object>> options) {
        dhcpOptions = options;
    }

    void nameInDns(String name) {
        dnsName = name;
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("network_id", networkId.toString());
        view.put("mac_address", macAddress);
        view.put("admin_state_up", adminStateUp);
        view.put("status", status);
        view.put("device_id", deviceId);
        view.put("device_owner", deviceOwner);
        view.put("port_security_enabled", secured);
        view.put("security_groups", groups.stream().map(UUID::toString).sorted().toList());
        view.put(
                "fixed_ips",
                fixedIps.stream()
                        .map(ip -> Map.of("subnet_id", ip.subnetId().toString(), "ip_address", ip.address()))
                        .toList());
        view.put("allowed_address_pairs", pairs);
        view.put("extra_dhcp_opts", dhcpOptions);
        view.put("dns_name", dnsName);
        view.put("dns_assignment", List.of());
        view.put("binding:vnic_type", vnicType);
        view.put("binding:host_id", host);
        view.put("binding:profile", profile);
        view.put("binding:vif_type", isBound() ? "ovs" : "unbound");
        view.put("binding:vif_details", isBound() ? Map.of("port_filter", true, "connectivity", "l2") : Map.of());
        return view;
    }
}
