package io.virga.cli.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.command.Usage;
import io.virga.cli.network.Kinds;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The network cards of a new server, in the order in which `--network`, `--port` and `--nic` were typed: the guest
/// sees them in this order.
final class NicArguments {

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

    /// `auto` and `none` came with microversion 2.37.
    boolean needsNewerApi() {
        return automatic != null;
    }

    void addTo(ObjectNode server, Finder finder) {
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
                    default -> throw Usage.wrong("--nic knows net-id, port-id and v4-fixed-ip, not '" + key + "'");
                }
            });
        }
    }
}
