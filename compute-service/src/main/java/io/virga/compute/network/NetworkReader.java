package io.virga.compute.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads what the network service answers. Unknown fields are left alone.
final class NetworkReader {

    private static final int DEFAULT_MTU = 1500;

    private NetworkReader() {}

    static Network network(JsonNode node) {
        return new Network(
                node.path("id").asText(),
                project(node),
                node.path("name").asText(""),
                node.path("mtu").asInt(DEFAULT_MTU),
                node.path("router:external").asBoolean(false),
                node.path("shared").asBoolean(false),
                node.path("admin_state_up").asBoolean(true),
                texts(node.path("subnets")));
    }

    static Subnet subnet(JsonNode node) {
        return new Subnet(
                node.path("id").asText(),
                node.path("ip_version").asInt(4),
                node.path("cidr").asText(),
                node.path("gateway_ip").asText(null),
                node.path("enable_dhcp").asBoolean(true),
                texts(node.path("dns_nameservers")));
    }

    static Port port(JsonNode node) {
        return new Port(
                UUID.fromString(node.path("id").asText()),
                project(node),
                node.path("network_id").asText(),
                node.path("mac_address").asText(),
                node.path("device_id").asText(""),
                node.path("binding:host_id").asText(""),
                node.path("status").asText(""),
                stream(node.path("fixed_ips"))
                        .map(ip -> new Port.FixedIp(
                                ip.path("subnet_id").asText(),
                                ip.path("ip_address").asText()))
                        .toList(),
                texts(node.path("security_groups")));
    }

    static FloatingIp floatingIp(JsonNode node) {
        return new FloatingIp(
                node.path("id").asText(),
                node.path("floating_ip_address").asText(),
                UUID.fromString(node.path("port_id").asText()),
                node.path("fixed_ip_address").asText(""));
    }

    static SecurityGroup securityGroup(JsonNode node) {
        return new SecurityGroup(node.path("id").asText(), node.path("name").asText(""));
    }

    private static String project(JsonNode node) {
        return node.path("project_id").asText(node.path("tenant_id").asText(""));
    }

    static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
