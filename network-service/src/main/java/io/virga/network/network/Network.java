package io.virga.network.network;

import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Formula;

/// A layer 2 network: a tenant's own, or one that leads out of the cloud.
@Entity
@Table(name = "networks")
public class Network extends Owned {

    /// How the network leaves a host. `GENEVE` between hosts only; `FLAT` and `VLAN` through a physical network.
    public record Segment(String type, String physicalNetwork, Long id) {}

    @Column(name = "admin_state_up")
    private boolean adminStateUp = true;

    private boolean shared;
    private boolean external;

    @Column(name = "is_default")
    private boolean isDefault;

    @Column(name = "port_security_enabled")
    private boolean portSecurity = true;

    private int mtu;

    @Column(name = "network_type")
    private String type;

    @Column(name = "physical_network")
    private String physicalNetwork;

    @Column(name = "segmentation_id")
    private Long segmentationId;

    @Column(name = "dns_domain")
    private String dnsDomain = "";

    @Formula("array_to_string(array(select s.id from subnets s where s.network_id = id order by s.created_at), ',')")
    private String subnets;

    protected Network() {}

    public Network(String projectId, String name, String description, Segment segment, int mtu) {
        super(projectId, name, description);
        type = segment.type();
        physicalNetwork = segment.physicalNetwork();
        segmentationId = segment.id();
        this.mtu = mtu;
    }

    public Segment segment() {
        return new Segment(type, physicalNetwork, segmentationId);
    }

    public Optional<String> physicalNetwork() {
        return Optional.ofNullable(physicalNetwork);
    }

    public boolean adminStateUp() {
        return adminStateUp;
    }

    public boolean external() {
        return external;
    }

    public boolean shared() {
        return shared;
    }

    public boolean portSecurity() {
        return portSecurity;
    }

    public int mtu() {
        return mtu;
    }

    void raise(boolean up) {
        adminStateUp = up;
    }

    void share(boolean withAll) {
        shared = withAll;
    }

    void openOutside(boolean isExternal) {
        external = isExternal;
    }

    void makeDefault(boolean now) {
        isDefault = now;
    }

    void securePorts(boolean byDefault) {
        portSecurity = byDefault;
    }

    void resize(int newMtu) {
        mtu = newMtu;
    }

    void nameDomain(String domain) {
        dnsDomain = domain;
    }

    List<String> subnetIds() {
        return subnets == null || subnets.isEmpty() ? List.of() : Arrays.asList(subnets.split(","));
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("status", "ACTIVE");
        view.put("admin_state_up", adminStateUp);
        view.put("shared", shared);
        view.put("router:external", external);
        view.put("is_default", isDefault);
        view.put("subnets", subnetIds());
        view.put("mtu", mtu);
        view.put("port_security_enabled", portSecurity);
        view.put("dns_domain", dnsDomain);
        view.put("availability_zones", List.of());
        view.put("availability_zone_hints", List.of());
        view.put("ipv4_address_scope", null);
        view.put("ipv6_address_scope", null);
        view.put("provider:network_type", type);
        view.put("provider:physical_network", physicalNetwork);
        view.put("provider:segmentation_id", segmentationId);
        return view;
    }
}
