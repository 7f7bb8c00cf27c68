package io.virga.network.securitygroup;

import io.virga.network.address.Cidr;
import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// One kind of traffic that a security group permits. Never changed, only made and deleted.
@Entity
@Table(name = "security_group_rules")
public class SecurityGroupRule extends Owned {

    /// What a rule permits; two rules of a group never say the same.
    public record Traffic(
            String direction,
            String ethertype,
            String protocol,
            Integer portMin,
            Integer portMax,
            String remotePrefix,
            UUID remoteGroup) {}

    @Column(name = "security_group_id")
    private UUID groupId;

    private String direction;
    private String ethertype;
    private String protocol;

    @Column(name = "port_range_min")
    private Integer portMin;

    @Column(name = "port_range_max")
    private Integer portMax;

    @Column(name = "remote_ip_prefix")
    private String remotePrefix;

    @Column(name = "remote_group_id")
    private UUID remoteGroup;

    protected SecurityGroupRule() {}

    public SecurityGroupRule(String projectId, UUID groupId, Traffic traffic, String description) {
        super(projectId, "", description);
        this.groupId = groupId;
        direction = traffic.direction();
        ethertype = traffic.ethertype();
        protocol = traffic.protocol();
        portMin = traffic.portMin();
        portMax = traffic.portMax();
        remotePrefix = traffic.remotePrefix();
        remoteGroup = traffic.remoteGroup();
    }

    public UUID groupId() {
        return groupId;
    }

    public Traffic traffic() {
        return new Traffic(direction, ethertype, protocol, portMin, portMax, remotePrefix, remoteGroup);
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.remove("name");
        view.put("security_group_id", groupId.toString());
        view.put("direction", direction);
        view.put("ethertype", ethertype);
        view.put("protocol", protocol);
        view.put("port_range_min", portMin);
        view.put("port_range_max", portMax);
        view.put("remote_ip_prefix", remotePrefix);
        view.put(
                "normalized_cidr",
                Optional.ofNullable(remotePrefix)
                        .flatMap(Cidr::parse)
                        .map(Cidr::toString)
                        .orElse(null));
        view.put("remote_group_id", Objects.toString(remoteGroup, null));
        view.put("remote_address_group_id", null);
        return view;
    }
}
