package io.virga.agent.guest;

import io.virga.contract.agent.Nic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// OpenStack's `network_data.json`: links, the networks on them, and the name servers.
final class NetworkData {

    private NetworkData() {}

    static Map<String, Object> of(List<Nic> nics) {
        var links = new ArrayList<Map<String, Object>>();
        var networks = new ArrayList<Map<String, Object>>();
        for (var nic : nics) {
            links.add(link(nic));
            for (var address : nic.addresses()) {
                networks.add(network("network" + networks.size(), nic, address));
            }
        }
        var services = nics.stream()
                .flatMap(nic -> nic.addresses().stream())
                .flatMap(address -> servers(address).stream())
                .distinct()
                .map(server -> Map.of("type", "dns", "address", server))
                .toList();
        return Map.of("links", links, "networks", networks, "services", services);
    }

    private static Map<String, Object> link(Nic nic) {
        var link = new LinkedHashMap<String, Object>();
        link.put("id", TapName.of(nic.port()));
        link.put("vif_id", nic.port().toString());
        link.put("type", "ovs");
        link.put("ethernet_mac_address", nic.mac());
        link.put("mtu", nic.mtu());
        return link;
    }

    private static Map<String, Object> network(String id, Nic nic, Nic.Address address) {
        var network = new LinkedHashMap<String, Object>();
        network.put("id", id);
        network.put("link", TapName.of(nic.port()));
        network.put("network_id", nic.networkId());
        if (address.dhcp()) {
            network.put("type", "ipv%d_dhcp".formatted(address.version()));
            return network;
        }
        network.put("type", "ipv%d".formatted(address.version()));
        network.put("ip_address", address.ip());
        network.put("netmask", netmask(address));
        network.put("routes", routes(address));
        network.put(
                "services",
                servers(address).stream()
                        .map(server -> Map.of("type", "dns", "address", server))
                        .toList());
        return network;
    }

    private static List<Map<String, String>> routes(Nic.Address address) {
        if (address.gateway() == null) {
            return List.of();
        }
        var everywhere = address.version() == 6 ? "::" : "0.0.0.0";
        return List.of(Map.of("network", everywhere, "netmask", everywhere, "gateway", address.gateway()));
    }

    private static List<String> servers(Nic.Address address) {
        return address.dnsServers() == null ? List.of() : address.dnsServers();
    }

    // IPv4 in dots, IPv6 as a group of ones.
    private static String netmask(Nic.Address address) {
        var bits = address.version() == 6 ? 128 : 32;
        var octets = new byte[bits / 8];
        for (var bit = 0; bit < address.prefix(); bit++) {
            octets[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
