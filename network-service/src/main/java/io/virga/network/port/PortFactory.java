package io.virga.network.port;

import io.virga.model.CloudException.Conflict;
import io.virga.network.address.Ip;
import io.virga.network.address.MacAddress;
import io.virga.network.port.Addressing.Wish;
import io.virga.network.subnet.Subnet;
import io.virga.network.subnet.Subnets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes ports: finds them a MAC and addresses that nobody else has. Always inside of the caller's transaction, which
/// holds the network's subnets until it ends.
@ApplicationScoped
public class PortFactory {

    private final Ports ports;
    private final Subnets subnets;
    private final RandomGenerator random = new SecureRandom();

    PortFactory(Ports ports, Subnets subnets) {
        this.ports = ports;
        this.subnets = subnets;
    }

    /// A port that the service itself plugs in. Empty `wishes`: whatever is free.
    public Port makeOwn(String project, UUID network, String deviceOwner, String device, List<Wish> wishes) {
        var port = new Port(project, network, freeMac(network));
        port.attach(deviceOwner, device);
        port.address(addressesFor(port, wishes));
        ports.add(port);
        return port;
    }

    MacAddress freeMac(UUID network) {
        var mac = MacAddress.random(random);
        while (ports.isMacTaken(network, mac.text())) {
            mac = MacAddress.random(random);
        }
        return mac;
    }

    void refuseTakenMac(Port port) {
        if (ports.isMacTaken(port.networkId(), port.mac().text())) {
            throw new Conflict(
                    "MacAddressInUse",
                    "Unable to complete operation for network %s. The mac address %s is in use."
                            .formatted(port.networkId(), port.mac()));
        }
    }

    List<FixedIp> addressesFor(Port port, List<Wish> wishes) {
        var addressing = new Addressing(port.networkId(), subnets.lockOf(port.networkId()), subnets::taken, port.mac());
        return wishes.isEmpty() ? addressing.automatic(port.deviceOwner()) : addressing.fulfil(wishes);
    }

    /// As `addressesFor`, for a port that may keep what it has.
    List<FixedIp> readdressesFor(Port port, List<Wish> wishes) {
        var own = new HashSet<Ip>();
        port.fixedIps().forEach(ip -> own.add(ip.ip()));
        return new Addressing(
                        port.networkId(), subnets.lockOf(port.networkId()), subnet -> others(subnet, own), port.mac())
                .fulfil(wishes);
    }

    private Set<Ip> others(Subnet subnet, Set<Ip> own) {
        var taken = new HashSet<>(subnets.taken(subnet));
        taken.removeAll(own);
        return taken;
    }
}
