package io.virga.network.port;

import io.virga.network.address.Ip;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/// An address that a port has in one of its network's subnets.
@Embeddable
public record FixedIp(
        @Column(name = "subnet_id") UUID subnetId,
        @Column(name = "ip_address") String address) {

    public Ip ip() {
        return Ip.of(address);
    }
}
