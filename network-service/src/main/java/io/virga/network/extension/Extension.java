package io.virga.network.extension;

import java.util.List;
import java.util.Map;

/// A part of the API beyond its core. Clients switch code paths on by these: only what works is listed.
enum Extension {
    ADDRESS_PAIRS("allowed-address-pairs", "Allowed Address Pairs"),
    BINDING("binding", "Port Binding"),
    DEFAULT_SUBNETPOOLS("default-subnetpools", "Default Subnetpools"),
    EXTERNAL_NET("external-net", "Neutron external network"),
    GATEWAY_MODE("ext-gw-mode", "Neutron L3 Configurable external gateway mode"),
    DHCP_OPTIONS("extra_dhcp_opt", "Neutron Extra DHCP options"),
    EXTRA_ROUTE("extraroute", "Neutron Extra Route"),
    EXTRA_ROUTE_ATOMIC("extraroute-atomic", "Atomically add/remove extra routes"),
    IP_SUBSTRING("ip-substring-filtering", "IP address substring filtering"),
    MTU("net-mtu", "Network MTU"),
    MTU_WRITABLE("net-mtu-writable", "Network MTU (writable)"),
    PORT_SECURITY("port-security", "Port Security"),
    PROJECT_ID("project-id", "project_id field enabled"),
    PROVIDER("provider", "Provider Network"),
    QUOTA_DETAILS("quota_details", "Quota details management support"),
    QUOTAS("quotas", "Quota management support"),
    ROUTER("router", "Neutron L3 Router"),
    SECURITY_GROUP("security-group", "security-group"),
    RULE_CIDR("security-groups-normalized-cidr", "Normalized CIDR field for security group rules"),
    STATEFUL("stateful-security-group", "Stateful security group"),
    SERVICE_TYPES("subnet-service-types", "Subnet service types"),
    DESCRIPTION("standard-attr-description", "standard-attr-description"),
    REVISIONS("standard-attr-revisions", "Resource revision numbers"),
    TAG("standard-attr-tag", "Tag support for resources with standard attribute"),
    TIMESTAMP("standard-attr-timestamp", "Resource timestamps"),
    SUBNET_ALLOCATION("subnet_allocation", "Subnet Allocation");

    private static final String SINCE = "2026-01-01T00:00:00-00:00";

    final String alias;
    private final String title;

    Extension(String alias, String title) {
        this.alias = alias;
        this.title = title;
    }

    Map<String, Object> view() {
        return Map.of("alias", alias, "name", title, "description", title, "updated", SINCE, "links", List.of());
    }
}
