package io.virga.network;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                Arguments.of("networks", "network", "name mtu admin_state_up provider:segmentation_id"),
                Arguments.of(
                        "subnets",
                        "subnet",
                        "network_id cidr ip_version gateway_ip allocation_pools host_routes dns_nameservers prefixlen"),
                Arguments.of(
                        "ports",
                        "port",
                        "fixed_ips mac_address security_groups extra_dhcp_opts allowed_address_pairs binding:profile"),
                Arguments.of("routers", "router", "external_gateway_info routes admin_state_up"),
                Arguments.of("floatingips", "floatingip", "port_id fixed_ip_address subnet_id"),
                Arguments.of("subnetpools", "subnetpool", "prefixes min_prefixlen default_quota is_default"),
                Arguments.of("security-groups", "security_group", "name stateful no_such_attribute"),
                Arguments.of(
                        "security-group-rules",
                        "security_group_rule",
                        "protocol port_range_min remote_ip_prefix remote_group_id"));
    }

    /// A body that would do, but for one attribute.
    private Map<String, Object> complete(String collection) {
        return switch (collection) {
            case "subnets" -> Api.map("network_id", admin.create("networks"), "cidr", "10.0.0.0/24");
            case "ports" -> Api.map("network_id", admin.create("networks"));
            case "floatingips" -> Api.map("floating_network_id", admin.create("networks", "router:external", true));
            case "subnetpools" -> Api.map("name", "p", "prefixes", List.of("10.0.0.0/8"));
            case "security-group-rules" ->
                Api.map("security_group_id", admin.create("security-groups"), "direction", "ingress");
            default -> Api.map();
        };
    }

    @ParameterizedTest
    @MethodSource("collections")
    void malformedBodiesAreRefused(String collection, String key, String attributes) {
        var values = List.of(
                List.of(Map.of("x", 1)),
                new BigInteger("99999999999999999999"),
                "x".repeat(5000),
                List.of("x"),
                Map.of("x", List.of()));
        var complete = complete(collection);
        for (var attribute : attributes.split(" ")) {
            for (var value : values) {
                var body = new HashMap<>(complete);
                body.put(attribute, value);
                admin.post(collection, Map.of(key, body)).statusCode(allOf(greaterThan(399), lessThan(500)));
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
    void strangePathsAndQueriesAreRefused(String collection, String key, String attributes) {
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
