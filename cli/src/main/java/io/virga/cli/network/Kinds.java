package io.virga.cli.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Service;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Kind;
import java.util.stream.Collectors;

/// The kinds of things that the network service keeps.
public final class Kinds {

    public static final Kind NETWORK = network("/networks", "network", "networks")
            .shownAs(network -> Details.of(network)
                    .shown("admin_state_up", Kinds::state)
                    .shown("router:external", Kinds::external));
    public static final Kind SUBNET = network("/subnets", "subnet", "subnets")
            .shownAs(subnet -> Details.of(subnet).shown("allocation_pools", Kinds::pools));
    public static final Kind PORT = network("/ports", "port", "ports")
            .shownAs(port -> Details.of(port)
                    .renamed("security_groups", "security_group_ids")
                    .shown("admin_state_up", Kinds::state));
    public static final Kind ROUTER = network("/routers", "router", "routers")
            .shownAs(router -> Details.of(router)
                    .shown("admin_state_up", Kinds::state)
                    .shown("external_gateway_info", info -> new Cell(info, info.isNull() ? "null" : info.toString())));
    public static final Kind GROUP = network("/security-groups", "security_group", "security_groups")
            .shownAs(group -> Details.of(group).renamed("security_group_rules", "rules"));
    public static final Kind RULE = network("/security-group-rules", "security_group_rule", "security_group_rules")
            .shownAs(rule -> Details.of(rule).renamed("ethertype", "ether_type"));
    public static final Kind FLOATING_IP =
            network("/floatingips", "floatingip", "floatingips").labelled("floating ip");

    private Kinds() {}

    private static Kind network(String path, String singular, String plural) {
        return Kind.of(Service.NETWORK, path, singular, plural);
    }

    static Cell state(JsonNode up) {
        return Cell.named(up, "UP", "DOWN");
    }

    static Cell external(JsonNode external) {
        return Cell.named(external, "External", "Internal");
    }

    private static Cell pools(JsonNode pools) {
        var text = pools.valueStream()
                .map(pool ->
                        pool.path("start").asText() + "-" + pool.path("end").asText())
                .collect(Collectors.joining(","));
        return new Cell(pools, text);
    }
}
