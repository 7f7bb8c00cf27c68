package io.virga.compute.securitygroup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The network service's groups and rules in the compute API's older words. It knew only rules for incoming traffic.
final class SecurityGroupView {

    private static final int EVERY_PORT = -1;

    private SecurityGroupView() {}

    static Map<String, Object> group(JsonNode group) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", group.path("id").asText());
        view.put("name", group.path("name").asText(""));
        view.put("description", group.path("description").asText(""));
        view.put(
                "tenant_id",
                group.path("tenant_id").asText(group.path("project_id").asText("")));
        view.put(
                "rules",
                StreamSupport.stream(group.path("security_group_rules").spliterator(), false)
                        .filter(rule -> rule.path("direction").asText().equals("ingress"))
                        .map(rule -> rule(rule, ""))
                        .toList());
        return view;
    }

    /// `groupName` is the name of the remote group, when there is one.
    static Map<String, Object> rule(JsonNode rule, String groupName) {
        var view = new LinkedHashMap<String, Object>();
        var protocol = rule.path("protocol").asText(null);
        view.put("id", rule.path("id").asText());
        view.put("parent_group_id", rule.path("security_group_id").asText());
        view.put("ip_protocol", protocol);
        view.put("from_port", port(rule.path("port_range_min"), protocol));
        view.put("to_port", port(rule.path("port_range_max"), protocol));
        var remoteGroup = rule.path("remote_group_id").asText(null);
        if (remoteGroup == null) {
            view.put("group", Map.of());
            view.put("ip_range", Map.of("cidr", cidr(rule)));
        } else {
            view.put("group", Map.of("name", groupName.isEmpty() ? remoteGroup : groupName, "tenant_id", tenant(rule)));
            view.put("ip_range", Map.of());
        }
        return view;
    }

    private static String tenant(JsonNode rule) {
        return rule.path("tenant_id").asText(rule.path("project_id").asText(""));
    }

    private static String cidr(JsonNode rule) {
        var everywhere = rule.path("ethertype").asText("IPv4").equals("IPv6") ? "::/0" : "0.0.0.0/0";
        return rule.path("remote_ip_prefix").asText(everywhere);
    }

    private static Integer port(JsonNode port, String protocol) {
        if (port.isIntegralNumber()) {
            return port.intValue();
        }
        return protocol == null ? null : EVERY_PORT;
    }
}
