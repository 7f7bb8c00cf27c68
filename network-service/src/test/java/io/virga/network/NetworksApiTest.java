package io.virga.network;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Networks, subnets, pools, ports, tags and quotas by HTTP.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Northbound.class)
class NetworksApiTest {

    private final Api user = Api.stranger();
    private final Api other = Api.stranger();
    private final Api admin = Api.admin();

    @Test
    void aNetworkLivesAndDies() {
        var id = user.create("networks", "name", "lan", "description", "mine");
        user.get("networks/" + id)
                .statusCode(200)
                .body("network.status", equalTo("ACTIVE"))
                .body("network.mtu", equalTo(1442))
                .body("network.'router:external'", equalTo(false))
                .body("network", not(hasKey("provider:network_type")));
        admin.get("networks/" + id).body("network.'provider:network_type'", equalTo("geneve"));
        user.put("networks/" + id, Map.of("network", Map.of("name", "wan", "admin_state_up", false)))
                .statusCode(200)
                .body("network.name", equalTo("wan"))
                .body("network.admin_state_up", equalTo(false));
        user.get("networks?name=wan&fields=id").body("networks", contains(Map.of("id", id)));
        user.get("networks/wan").statusCode(404).body("NeutronError.type", equalTo("NetworkNotFound"));
        user.delete("networks/" + id).statusCode(204);
        user.delete("networks/" + id).statusCode(404);
    }

    @Test
    void manyNetworksAreMadeAtOnceOrNone() {
        user.post("networks", Map.of("networks", List.of(Map.of("name", "a"), Map.of("name", "b"))))
                .statusCode(201)
                .body("networks.name", contains("a", "b"));
        user.post("networks", Map.of("networks", List.of(Map.of("name", "c"), Map.of("name", 5))))
                .statusCode(400);
        user.get("networks?sort_key=name&limit=1&shared=false&router:external=false")
                .body("networks.name", contains("a"))
                .body("networks_links[0].rel", equalTo("next"));
        user.get("networks?sort_key=name&shared=false&router:external=false").body("networks.name", contains("a", "b"));
    }

    @Test
    @Tag("SEC-28")
    void whatIsAnothersIsAbsent() {
        var network = user.create("networks", "name", "secret");
        var subnet = user.create("subnets", "network_id", network, "cidr", "10.1.0.0/24", "ip_version", 4);
        var port = user.create("ports", "network_id", network);
        for (var path :
                List.of("networks/" + network, "subnets/" + subnet, "ports/" + port, "networks/" + network + "/tags")) {
            other.get(path).statusCode(404);
        }
        for (var path : List.of("networks/" + network, "subnets/" + subnet, "ports/" + port)) {
            other.delete(path).statusCode(404);
        }
        other.post("ports", Map.of("port", Map.of("network_id", network))).statusCode(404);
        other.get("networks").body("networks.id", not(hasItem(network)));
        other.get("networks?router:external=false&shared=false&tenant_id=" + TestIdentity.PROJECT)
                .body("networks", hasSize(0));
        other.post("networks", Map.of("network", Map.of("tenant_id", TestIdentity.PROJECT)))
                .statusCode(403);
    }

    @Test
    @Tag("SEC-27")
    void whatIsSharedCanBeUsedAndNotChanged() {
        user.post("networks", Map.of("network", Map.of("shared", true))).statusCode(403);
        user.post("networks", Map.of("network", Map.of("router:external", true)))
                .statusCode(403);
        user.post("networks", Map.of("network", Map.of("provider:network_type", "flat")))
                .statusCode(403);
        var shared = admin.create("networks", "name", "shared", "shared", true);
        var subnet = admin.create("subnets", "network_id", shared, "cidr", "10.2.0.0/24");
        user.get("networks/" + shared).statusCode(200);
        user.get("subnets/" + subnet).statusCode(200);
        user.put("networks/" + shared, Map.of("network", Map.of("name", "x"))).statusCode(403);
        user.put("subnets/" + subnet, Map.of("subnet", Map.of("name", "x"))).statusCode(403);
        user.put("networks/" + shared + "/tags/x", Map.of()).statusCode(403);
        user.post("subnets", Map.of("subnet", Map.of("network_id", shared, "cidr", "10.3.0.0/24")))
                .statusCode(403);
        user.post("ports", Map.of("port", Map.of("network_id", shared, "mac_address", "fa:16:3e:00:00:01")))
                .statusCode(403);
        user.post("ports", Map.of("port", Map.of("network_id", shared, "port_security_enabled", false)))
                .statusCode(403);
        var port = user.create("ports", "network_id", shared);
        user.delete("ports/" + port).statusCode(204);
    }

    @Test
    void subnetsGetWhatTheyDoNotSay() {
        var network = user.create("networks", "name", "n");
        var subnet = user.create("subnets", "network_id", network, "cidr", "10.0.0.0/24", "ip_version", 4);
        user.get("subnets/" + subnet)
                .body("subnet.gateway_ip", equalTo("10.0.0.1"))
                .body("subnet.enable_dhcp", equalTo(true))
                .body("subnet.allocation_pools", contains(Map.of("start", "10.0.0.2", "end", "10.0.0.254")));
        user.get("networks/" + network).body("network.subnets", contains(subnet));
        user.post("subnets", Map.of("subnet", Map.of("network_id", network, "cidr", "10.0.0.128/25")))
                .statusCode(400);
        var six = user.create(
                "subnets",
                "network_id",
                network,
                "cidr",
                "2001:db8::/64",
                "ip_version",
                6,
                "ipv6_ra_mode",
                "slaac",
                "ipv6_address_mode",
                "slaac");
        var port = user.create("ports", "network_id", network, "mac_address", "fa:16:3e:00:00:01");
        user.get("ports/" + port).body("port.fixed_ips.ip_address", contains("10.0.0.2", "2001:db8::f816:3eff:fe00:1"));
        user.delete("subnets/" + six).statusCode(409).body("NeutronError.type", equalTo("SubnetInUse"));
        user.delete("networks/" + network).statusCode(409).body("NeutronError.type", equalTo("NetworkInUse"));
        user.delete("ports/" + port).statusCode(204);
        user.put("subnets/" + subnet, Map.of("subnet", Map.of("dns_nameservers", List.of("9.9.9.9"), "name", "dns")))
                .statusCode(200)
                .body("subnet.dns_nameservers", contains("9.9.9.9"));
        user.delete("networks/" + network).statusCode(204);
        user.get("subnets/" + subnet).statusCode(404);
    }

    @Test
    void portsGetAddressesThatNobodyElseHas() {
        var network = user.create("networks", "name", "n");
        user.create("subnets", "network_id", network, "cidr", "10.0.0.0/29");
        var chosen =
                user.create("ports", "network_id", network, "fixed_ips", List.of(Map.of("ip_address", "10.0.0.3")));
        user.post(
                        "ports",
                        Map.of(
                                "port",
                                Map.of("network_id", network, "fixed_ips", List.of(Map.of("ip_address", "10.0.0.3")))))
                .statusCode(409)
                .body("NeutronError.type", equalTo("IpAddressAlreadyAllocated"));
        for (int i = 0; i < 4; i++) {
            user.create("ports", "network_id", network);
        }
        user.post("ports", Map.of("port", Map.of("network_id", network)))
                .statusCode(409)
                .body("NeutronError.type", equalTo("IpAddressGenerationFailure"));
        user.get("ports?fixed_ips=ip_address=10.0.0.3").body("ports.id", contains(chosen));
        user.get("ports/" + chosen)
                .body("port.security_groups", hasSize(1))
                .body("port.status", equalTo("DOWN"))
                .body("port.mac_address", startsWith("fa:16:3e"))
                .body("port", not(hasKey("binding:host_id")));
    }

    @Test
    @Tag("SEC-34")
    void onlyTheOperatorMakesTrustedPorts() {
        var network = user.create("networks", "name", "n");
        user.create("subnets", "network_id", network, "cidr", "10.0.0.0/24");
        user.post("ports", Map.of("port", Map.of("network_id", network, "device_owner", "network:dhcp")))
                .statusCode(403);
        user.post("ports", Map.of("port", Map.of("network_id", network, "binding:host_id", "h1")))
                .statusCode(403);
        var port = user.create("ports", "network_id", network);
        user.put("ports/" + port, Map.of("port", Map.of("device_owner", "network:router_interface")))
                .statusCode(403);
        user.put("ports/" + port, Map.of("port", Map.of("port_security_enabled", false)))
                .statusCode(409);
        new Api(TestIdentity.service())
                .put("ports/" + port, Map.of("port", Map.of("binding:host_id", "h1", "device_owner", "compute:nova")))
                .statusCode(200)
                .body("port.'binding:vif_type'", equalTo("ovs"));
    }

    @Test
    @Tag("SEC-27")
    void computeMayBindForUsersAndNothingMore() {
        var shared = admin.create("networks", "name", "n", "shared", true);
        admin.create("subnets", "network_id", shared, "cidr", "10.0.0.0/24");
        var closed = admin.create("networks", "name", "n", "router:external", true);
        var compute = Api.onBehalfOf("44444444444444444444444444444444");
        var port = compute.create(
                "ports",
                "network_id",
                shared,
                "binding:host_id",
                "h1",
                "device_owner",
                "compute:nova",
                "device_id",
                "i1");
        compute.get("ports/" + port).body("port.'binding:host_id'", equalTo("h1"));
        refused(compute, Map.of("network_id", closed));
        refused(compute, Map.of("network_id", shared, "device_owner", "network:dhcp"));
        refused(compute, Map.of("network_id", shared, "mac_address", "fa:16:3e:00:00:01"));
        refused(compute, Map.of("network_id", shared, "port_security_enabled", false));
        refused(compute, Map.of("network_id", shared, "fixed_ips", List.of(Map.of("ip_address", "10.0.0.77"))));
        compute.put("networks/" + shared, Map.of("network", Map.of("name", "mine")))
                .statusCode(403);
        compute.post("networks", Map.of("network", Map.of("name", "n", "shared", true)))
                .statusCode(403);
    }

    private static void refused(Api caller, Map<String, Object> port) {
        caller.post("ports", Map.of("port", port)).statusCode(403);
    }

    @Test
    void subnetsAreCutFromPools() {
        var pool = user.create("subnetpools", "name", "p", "prefixes", List.of("10.8.0.0/16"), "default_prefixlen", 24);
        var network = user.create("networks", "name", "n");
        user.create("subnets", "network_id", network, "subnetpool_id", pool, "ip_version", 4);
        var second = user.create("subnets", "network_id", network, "subnetpool_id", pool, "prefixlen", 26);
        user.get("subnets/" + second).body("subnet.cidr", equalTo("10.8.1.0/26"));
        user.delete("subnetpools/" + pool).statusCode(409);
        user.put("subnetpools/" + pool, Map.of("subnetpool", Map.of("name", "q", "min_prefixlen", 20)))
                .statusCode(200)
                .body("subnetpool.min_prefixlen", equalTo(20));
    }

    @Test
    void tagsComeAndGo() {
        var network = user.create("networks", "name", "n");
        user.put("networks/" + network + "/tags", Map.of("tags", List.of("red", "blue")))
                .statusCode(200);
        user.put("networks/" + network + "/tags/green", Map.of()).statusCode(201);
        user.get("networks/" + network + "/tags/green").statusCode(204);
        user.get("networks?tags=red,green").body("networks.id", contains(network));
        user.delete("networks/" + network + "/tags/red").statusCode(204);
        user.get("networks/" + network + "/tags").body("tags", contains("blue", "green"));
        user.get("networks/" + network + "/tags/red").statusCode(404);
        user.delete("networks/" + network + "/tags").statusCode(204);
    }

    @Test
    @Tag("SEC-53")
    void quotasHold() {
        var project = "33333333333333333333333333333333";
        var poor = new Api(TestIdentity.member(project));
        poor.put("quotas/" + project, Map.of("quota", Map.of("network", 5))).statusCode(403);
        admin.put("quotas/" + project, Map.of("quota", Map.of("network", 1)))
                .statusCode(200)
                .body("quota.network", equalTo(1));
        poor.create("networks", "name", "n");
        poor.post("networks", Map.of("network", Map.of("name", "m")))
                .statusCode(409)
                .body("NeutronError.type", equalTo("OverQuota"));
        poor.get("quotas/" + project + "/details.json").body("quota.network.used", equalTo(1));
        poor.get("quotas/" + TestIdentity.PROJECT).statusCode(403);
        admin.delete("quotas/" + project).statusCode(204);
        poor.get("quotas/" + project).body("quota.network", equalTo(100));
    }

    @Test
    void theServiceSaysWhatItIs() {
        RestAssured.get("/").then().statusCode(200).body("versions[0].id", equalTo("v2.0"));
        RestAssured.get("/v2.0/").then().statusCode(200).body("resources.name", hasItem("network"));
        user.get("extensions").body("extensions.alias", hasItem("router"));
        user.get("extensions/router").body("extension.alias", equalTo("router"));
        user.get("extensions/bgp").statusCode(404);
        RestAssured.get("/v2.0/networks").then().statusCode(401).body("NeutronError.type", notNullValue());
    }
}
