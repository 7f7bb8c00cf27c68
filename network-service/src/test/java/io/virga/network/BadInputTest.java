package io.virga.network;

import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes in, the answer is the caller's fault in Neutron's envelope, and never ours.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Northbound.class)
class BadInputTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final Api admin = Api.admin();

    static Stream<Arguments> collections() {
        return Stream.of(
                        "networks:network",
                        "subnets:subnet",
                        "ports:port",
                        "routers:router",
                        "floatingips:floatingip",
                        "subnetpools:subnetpool",
                        "security-groups:security_group",
                        "security-group-rules:security_group_rule")
                .map(pair -> Arguments.of((Object[]) pair.split(":")));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void malformedBodiesAreRefused(String collection, String key) {
        var attributes = List.of(
                "name",
                "description",
                "network_id",
                "cidr",
                "ip_version",
                "gateway_ip",
                "allocation_pools",
                "fixed_ips",
                "mac_address",
                "security_groups",
                "external_gateway_info",
                "routes",
                "floating_network_id",
                "port_id",
                "prefixes",
                "min_prefixlen",
                "direction",
                "protocol",
                "port_range_min",
                "remote_ip_prefix",
                "tenant_id",
                "security_group_id",
                "host_routes",
                "dns_nameservers",
                "extra_dhcp_opts",
                "allowed_address_pairs",
                "binding:profile",
                "admin_state_up",
                "mtu",
                "provider:segmentation_id",
                "no_such_attribute");
        for (var attribute : attributes) {
            for (var value : List.of("[{\"x\": 1}]", "99999999999999999999", "\"%s\"".formatted("x".repeat(5000)))) {
                var body = "{\"%s\": {\"%s\": %s}}".formatted(key, attribute, value);
                admin.post(collection, body).statusCode(lessThan(500));
            }
        }
        for (var body : List.of(
                "",
                "null",
                "[]",
                "{",
                "{\"%s\": null}".formatted(key),
                "{\"%s\": [1]}".formatted(key),
                "{\"x\": {}}",
                "{\"%ss\": []}".formatted(key))) {
            admin.post(collection, body).statusCode(400).body("$", hasKey("NeutronError"));
        }
    }

    @ParameterizedTest
    @MethodSource("collections")
    void strangePathsAndQueriesAreRefused(String collection, String key) {
        for (var id : List.of("x", NOBODY, "%00", "..%2f..", "x".repeat(3000), "'; drop table ports; --")) {
            admin.get(collection + "/{id}", id).statusCode(404).body("$", hasKey("NeutronError"));
        }
        admin.delete(collection + "/" + NOBODY).statusCode(404);
        for (var query : List.of("limit=x", "limit=-1", "marker=x", "sort_key=id&sort_dir=up")) {
            admin.get(collection + "?" + query).statusCode(lessThan(500)).statusCode(not(200));
        }
        for (var query : List.of(
                "id=x",
                "sort_key=nothing",
                "network_id=x&id=y",
                "name=%00",
                "fields=nothing",
                "limit=0",
                "tags=",
                "fixed_ips=x")) {
            admin.get(collection + "?" + query).statusCode(lessThan(500));
        }
        admin.request().patch("/v2.0/" + collection).then().statusCode(405).body("$", hasKey("NeutronError"));
        admin.get("nothing").statusCode(404).body("$", hasKey("NeutronError"));
    }
}
