package io.virga.network.floatingip;

import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// An address of an external network that a project holds, and the port that answers to it, if any.
@Entity
@Table(name = "floating_ips")
public class FloatingIp extends Owned {

    /// Where packets to the floating address go: a port's fixed address, through a router.
    public record Target(UUID port, String fixedIp, UUID router) {}

    @Column(name = "floating_network_id")
    private UUID networkId;

    @Column(name = "floating_port_id")
    private UUID holderId;

    @Column(name = "floating_ip_address")
    private String address;

    @Column(name = "port_id")
    private UUID portId;

    @Column(name = "fixed_ip_address")
    private String fixedIp;

    @Column(name = "router_id")
    private UUID routerId;

    protected FloatingIp() {}

    public FloatingIp(String projectId, UUID networkId) {
        super(projectId, "", "");
        this.networkId = networkId;
    }

    public UUID networkId() {
        return networkId;
    }

    UUID holder() {
        return holderId;
    }

    public String address() {
        return address;
    }

    public Optional<Target> target() {
        return portId == null ? Optional.empty() : Optional.of(new Target(portId, fixedIp, routerId));
    }

    /// The port in the external network that keeps the address from being given out twice.
    public void hold(UUID holder, String newAddress) {
        holderId = holder;
        address = newAddress;
    }

    public void pointTo(Target target) {
        portId = target.port();
        fixedIp = target.fixedIp();
        routerId = target.router();
    }

    void pointNowhere() {
        portId = null;
        fixedIp = null;
        routerId = null;
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.remove("name");
        view.put("floating_network_id", networkId.toString());
        view.put("floating_ip_address", address);
        view.put("port_id", Objects.toString(portId, null));
        view.put("fixed_ip_address", fixedIp);
        view.put("router_id", Objects.toString(routerId, null));
        view.put("status", portId == null ? "DOWN" : "ACTIVE");
        return view;
    }
}
