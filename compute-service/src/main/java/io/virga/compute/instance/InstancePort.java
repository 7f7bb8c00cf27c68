package io.virga.compute.instance;

import io.virga.contract.agent.Nic;
import io.virga.model.InstanceId;
import io.virga.model.PortId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A port that the network service has given to an instance, with what the host needs to know of it. The network
/// service owns the port; this is our note of it, and a copy to show while that service is away.
@Entity
@Table(name = "instance_ports")
public class InstancePort {

    @Id
    @Column(name = "port_id")
    private UUID portId;

    @Column(name = "instance_id")
    private UUID instanceId;

    private int position;
    private boolean ours;

    @Column(name = "network_id")
    private String networkId;

    @Column(name = "network_name")
    private String networkName;

    private String mac;
    private int mtu;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Nic.Address> addresses;

    private String ips;
    private boolean up;

    protected InstancePort() {}

    /// `ours`: created for the instance, and to be deleted with it.
    public InstancePort(InstanceId instance, int position, boolean ours, Nic nic, String networkName, boolean up) {
        this.portId = nic.port().value();
        this.instanceId = instance.value();
        this.position = position;
        this.ours = ours;
        this.networkId = nic.networkId();
        this.networkName = networkName;
        this.mac = nic.mac();
        this.mtu = nic.mtu();
        this.addresses = nic.addresses();
        this.ips = nic.addresses().stream().map(Nic.Address::ip).collect(Collectors.joining(" "));
        this.up = up;
    }

    public Nic nic() {
        return new Nic(new PortId(portId), networkId, mac, mtu, addresses);
    }

    public UUID portId() {
        return portId;
    }

    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    /// Which of the instance's interfaces it is, from 0.
    int position() {
        return position;
    }

    public String networkName() {
        return networkName;
    }

    public boolean ours() {
        return ours;
    }

    public boolean up() {
        return up;
    }

    void seen(boolean nowUp) {
        up = nowUp;
    }
}
