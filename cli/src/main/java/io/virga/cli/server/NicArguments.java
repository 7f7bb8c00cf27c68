package io.virga.cli.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.command.Usage;
import io.virga.cli.network.Kinds;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The network cards of a new server, in the order in which `--network`, `--port` and `--nic` were typed: the guest
/// sees them in this order.
final class NicArguments {

    private static final String WITH_WORDS = "2.37";
    private static final String WITH_TAGS = "2.42";

    private final List<Map<String, String>> cards = new ArrayList<>();
    private String automatic;

    void add(String kind, String nameOrId) {
        if (nameOrId != null) {
            cards.add(Map.of(kind, nameOrId));
        }
    }

    void add(String nic) {
        if (nic == null) {
            return;
        }
        if (nic.equals("auto") || nic.equals("none")) {
            automatic = nic;
        } else {
            cards.add(Usage.fields(nic, "--nic"));
        }
    }

    /// The API in which these cards can be asked for: `auto` and `none` came with microversion 2.37, tags, to stay,
    /// with 2.42.
    Api at(Api compute) {
        if (automatic != null) {
            return compute.at(WITH_WORDS);
        }
        return cards.stream().anyMatch(card -> card.containsKey("tag")) ? compute.at(WITH_TAGS) : compute;
    }

    /// Where something must be said of networks and nothing was, it is `auto`, which is what saying nothing meant.
    void addTo(ObjectNode server, Finder finder, Api compute) {
        if (automatic == null && cards.isEmpty() && compute.isAtLeast(WITH_WORDS)) {
            server.put("networks", "auto");
            return;
        }
        if (automatic != null) {
            if (!cards.isEmpty()) {
                throw Usage.wrong("--nic " + automatic + " leaves no room for other network cards");
            }
            server.put("networks", automatic);
            return;
        }
        for (var card : cards) {
            var network = server.withArray("networks").addObject();
            card.forEach((key, value) -> {
                switch (key) {
                    case "net-id" -> network.put("uuid", finder.id(Kinds.NETWORK, value));
                    case "port-id" -> network.put("port", finder.id(Kinds.PORT, value));
                    case "v4-fixed-ip", "v6-fixed-ip" -> network.put("fixed_ip", value);
                    case "tag" -> network.put("tag", value);
                    default -> throw Usage.wrong("--nic knows net-id, port-id, v4-fixed-ip and tag, not '" + key + "'");
                }
            });
        }
    }
}
