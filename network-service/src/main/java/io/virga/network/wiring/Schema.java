package io.virga.network.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of OVN's northbound schema is used here.
final class Schema {

    static final String DATABASE = "OVN_Northbound";
    static final String SWITCH = "Logical_Switch";
    static final String PORT = "Logical_Switch_Port";
    static final String DHCP = "DHCP_Options";
    static final String GROUP = "Port_Group";
    static final String ACL = "ACL";
    static final String ROUTER = "Logical_Router";
    static final String ROUTER_PORT = "Logical_Router_Port";
    static final String ROUTE = "Logical_Router_Static_Route";
    static final String NAT = "NAT";
    static final String CHASSIS = "Gateway_Chassis";

    /// Where a row of a table lives. Rows of tables that are not here live by themselves; the others vanish as soon as
    /// nothing holds them.
    record Home(String table, String column) {}

    private static final Map<String, Home> HOMES = Map.of(
            PORT, new Home(SWITCH, "ports"),
            ACL, new Home(GROUP, "acls"),
            ROUTER_PORT, new Home(ROUTER, "ports"),
            ROUTE, new Home(ROUTER, "static_routes"),
            NAT, new Home(ROUTER, "nat"),
            CHASSIS, new Home(ROUTER_PORT, "gateway_chassis"));

    static final Map<String, List<String>> COLUMNS = Map.ofEntries(
            Map.entry(SWITCH, List.of("name", "ports", "other_config", "external_ids")),
            Map.entry(
                    PORT,
                    List.of(
                            "name",
                            "type",
                            "addresses",
                            "port_security",
                            "options",
                            "dhcpv4_options",
                            "enabled",
                            "up",
                            "tag",
                            "external_ids")),
            Map.entry(DHCP, List.of("cidr", "options", "external_ids")),
            Map.entry(GROUP, List.of("name", "ports", "acls", "external_ids")),
            Map.entry(ACL, List.of("priority", "direction", "match", "action", "external_ids")),
            Map.entry(ROUTER, List.of("name", "enabled", "ports", "nat", "static_routes", "external_ids")),
            Map.entry(
                    ROUTER_PORT,
                    List.of("name", "mac", "networks", "gateway_chassis", "ipv6_ra_configs", "external_ids")),
            Map.entry(ROUTE, List.of("ip_prefix", "nexthop", "output_port", "external_ids")),
            Map.entry(NAT, List.of("type", "external_ip", "logical_ip", "external_ids")),
            Map.entry(CHASSIS, List.of("name", "chassis_name", "priority", "external_ids")));

    private Schema() {}

    static Optional<Home> home(String table) {
        return Optional.ofNullable(HOMES.get(table));
    }
}
