package io.virga.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.Eventually;
import io.virga.testing.TestIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Routers, floating IPs and security groups by HTTP, and what of them reaches OVN.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Northbound.class)
class RoutersApiTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Api admin = Api.admin();
    private final Api user = Api.stranger();
    private String outside;
    private String inside;
    private String subnet;

    @BeforeEach
    void networks() {
        outside = admin.create("networks", "name", "public", "router:external", true);
        admin.create("subnets", "network_id", outside, "cidr", "172.24.4.0/24", "enable_dhcp", false);
        inside = user.create("networks", "name", "private");
        subnet = user.create("subnets", "network_id", inside, "cidr", "10.0.0.0/24");
    }

    @AfterEach
    void northboundIsUp() {
        Eventually.eventually(SOON, () -> NorthboundView.rows("NB_Global", "external_ids", List.of("map", List.of())));
    }

    @Test
    void aRouterLeadsAFloatingIpToAPort() {
        var router = user.create("routers", "name", "r", "external_gateway_info", Map.of("network_id", outside));
        user.put("routers/" + router + "/add_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200)
                .body("subnet_ids", contains(subnet));
        user.delete("routers/" + router).statusCode(409).body("NeutronError.type", equalTo("RouterInUse"));
        var port = user.create("ports", "network_id", inside);
        var floatingIp = user.create("floatingips", "floating_network_id", outside, "port_id", port);
        user.get("floatingips/" + floatingIp)
                .body("floatingip.status", equalTo("ACTIVE"))
                .body("floatingip.router_id", equalTo(router))
                .body("floatingip.fixed_ip_address", equalTo("10.0.0.2"));
        Eventually.eventually(
                SOON,
                () -> assertThat(NorthboundView.rows("NAT", "logical_ip", "10.0.0.2"))
                        .anyMatch(row -> row.path("external_ids").toString().contains(floatingIp)));
        user.put("routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(409);
        user.delete("ports/" + port).statusCode(204);
        user.get("floatingips/" + floatingIp)
                .body("floatingip.port_id", nullValue())
                .body("floatingip.status", equalTo("DOWN"));
        Eventually.eventually(
                SOON,
                () -> assertThat(NorthboundView.rows("NAT", "logical_ip", "10.0.0.2"))
                        .noneMatch(row -> row.path("external_ids").toString().contains(floatingIp)));
        user.delete("floatingips/" + floatingIp).statusCode(204);
        user.put("routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        user.delete("routers/" + router).statusCode(204);
        eventuallyRows("Logical_Router", router, 0);
        admin.delete("networks/" + outside).statusCode(204);
        eventuallyRows("Logical_Switch", outside, 0);
    }

    private static void eventuallyRows(String table, String name, int count) {
        Eventually.eventually(
                SOON, () -> assertThat(NorthboundView.rows(table, "name", name)).hasSize(count));
    }

    @Test
    void aFloatingIpNeedsAWay() {
        var port = user.create("ports", "network_id", inside);
        user.post("floatingips", Map.of("floatingip", Map.of("floating_network_id", outside, "port_id", port)))
                .statusCode(404)
                .body("NeutronError.type", equalTo("ExternalGatewayForFloatingIPNotFound"));
        user.post("floatingips", Map.of("floatingip", Map.of("floating_network_id", inside)))
                .statusCode(400);
    }

    @Test
    void extraRoutesLeadThroughNeighbours() {
        var router = user.create("routers", "name", "r");
        user.put("routers/" + router + "/add_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        var good = Map.of("destination", "192.168.0.0/16", "nexthop", "10.0.0.9");
        user.put("routers/" + router, Map.of("router", Map.of("routes", List.of(good))))
                .statusCode(200)
                .body("router.routes", contains(good));
        user.put(
                        "routers/" + router,
                        Map.of(
                                "router",
                                Map.of("routes", List.of(Map.of("destination", "1.0.0.0/8", "nexthop", "9.9.9.9")))))
                .statusCode(400);
        user.put("routers/" + router + "/remove_extraroutes", Map.of("router", Map.of("routes", List.of(good))))
                .statusCode(200)
                .body("router.routes", hasSize(0));
    }

    @Test
    void securityGroupsPermit() {
        user.get("security-groups?name=default")
                .body("security_groups", hasSize(1))
                .body("security_groups[0].security_group_rules", hasSize(4));
        user.post("security-groups", Map.of("security_group", Map.of("name", "default")))
                .statusCode(409);
        var group = user.create("security-groups", "name", "web");
        var ssh = Api.map(
                "security_group_id",
                group,
                "direction",
                "ingress",
                "protocol",
                "tcp",
                "port_range_min",
                22,
                "port_range_max",
                22,
                "remote_ip_prefix",
                "0.0.0.0/0");
        var rule = user.create(
                "security-group-rules",
                ssh.entrySet().stream()
                        .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                        .toArray());
        user.post("security-group-rules", Map.of("security_group_rule", ssh))
                .statusCode(409)
                .body("NeutronError.type", equalTo("SecurityGroupRuleExists"));
        var port = user.create("ports", "network_id", inside, "security_groups", List.of(group));
        Eventually.eventually(SOON, () -> {
            var ofGroup = NorthboundView.rows("Port_Group", "name", "pg_" + group.replace('-', '_'));
            assertThat(ofGroup.get(0).path("ports").get(0).asText()).isEqualTo("uuid");
            assertThat(ofGroup.get(0).path("acls").get(1)).hasSize(3);
        });
        user.delete("security-groups/" + group)
                .statusCode(409)
                .body("NeutronError.type", equalTo("SecurityGroupInUse"));
        user.delete("ports/" + port).statusCode(204);
        user.get("security-group-rules?security_group_id=" + group).body("security_group_rules.id", hasItems(rule));
        user.delete("security-group-rules/" + rule).statusCode(204);
        user.delete("security-groups/" + group).statusCode(204);
        Eventually.eventually(
                SOON,
                () -> assertThat(NorthboundView.rows("Port_Group", "name", "pg_" + group.replace('-', '_')))
                        .isEmpty());
    }

    @Test
    void aPortComesUpWhenItIsWired() {
        var port = user.create("ports", "network_id", inside, "device_id", "i-1", "device_owner", "compute:nova");
        eventuallyRows("Logical_Switch_Port", port, 1);
        NorthboundView.set("Logical_Switch_Port", "name", port, "up", true);
        Eventually.eventually(SOON, () -> user.get("ports/" + port).body("port.status", equalTo("ACTIVE")));
        NorthboundView.set("Logical_Switch_Port", "name", port, "up", false);
        Eventually.eventually(SOON, () -> user.get("ports/" + port).body("port.status", equalTo("DOWN")));
    }

    @Test
    void nothingIsLostWhileTheNorthboundIsAway() throws IOException {
        var port = user.create("ports", "network_id", inside);
        eventuallyRows("Logical_Switch_Port", port, 1);
        Northbound.halt();
        var later = user.create("ports", "network_id", inside);
        user.delete("ports/" + port).statusCode(204);
        Northbound.boot();
        eventuallyRows("Logical_Switch_Port", later, 1);
        eventuallyRows("Logical_Switch_Port", port, 0);
    }

    @Test
    void whatOthersChangeIsRepairedAndWhatIsTheirsIsLeft() throws IOException {
        NorthboundView.insert("Logical_Switch", "name", "not-ours");
        eventuallyRows("Logical_Switch", inside, 1);
        NorthboundView.delete("Logical_Switch", "name", inside);
        NorthboundView.set("DHCP_Options", "cidr", "10.0.0.0/24", "cidr", "10.9.9.0/24");
        Northbound.halt();
        Northbound.boot();
        eventuallyRows("Logical_Switch", inside, 1);
        eventuallyRows("Logical_Switch", "not-ours", 1);
        Eventually.eventually(
                SOON,
                () -> assertThat(NorthboundView.rows("DHCP_Options", "cidr", "10.9.9.0/24"))
                        .isEmpty());
    }

    @Test
    void anAdministratorActsForOthers() {
        var project = "44444444444444444444444444444444";
        var network = admin.create("networks", "name", "theirs", "tenant_id", project);
        new Api(TestIdentity.member(project)).get("networks/" + network).statusCode(200);
        var theirs = admin.create("subnets", "network_id", network, "cidr", "10.100.0.0/28", "tenant_id", project);
        var router = admin.create(
                "routers", "name", "r", "tenant_id", project, "external_gateway_info", Map.of("network_id", outside));
        admin.put("routers/" + router + "/add_router_interface", Map.of("subnet_id", theirs))
                .statusCode(200);
    }
}
