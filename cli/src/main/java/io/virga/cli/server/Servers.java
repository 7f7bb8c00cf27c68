package io.virga.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Kind;
import java.util.stream.Collectors;

/// What the `virga server …` commands share: how servers are found and shown.
public final class Servers {

    public static final Kind KIND = Kind.of(Service.COMPUTE, "/servers", "server", "servers");

    static final String FROM_VOLUME = "N/A (booted from volume)";

    /// The oldest microversion in which a server is shown with its tags (and with its description, and whether it is
    /// locked).
    private static final String WITH_TAGS = "2.26";

    private Servers() {}

    /// As the service shows it with its tags, unless the user has fixed an older microversion.
    static JsonNode whole(Cloud cloud, String id) {
        return cloud.compute().at(WITH_TAGS).get("/servers/" + id).path("server");
    }

    /// The complete server, with the names of its image and flavor beside their ids.
    static Details details(Cloud cloud, JsonNode server) {
        var image = server.path("image").path("id").asText("");
        var flavor = server.path("flavor");
        var details = Details.of(server)
                .renamed("metadata", "properties")
                .renamed("os-extended-volumes:volumes_attached", "volumes_attached")
                .with("addresses", addresses(server))
                .with("image", image.isEmpty() ? FROM_VOLUME : named(cloud.image(), "/images/", "", image))
                .shown("OS-EXT-STS:power_state", Servers::powerState);
        if (server.has("tenant_id")) {
            details.with("project_id", server.path("tenant_id").asText());
        }
        if (flavor.has("id")) {
            details.with(
                    "flavor",
                    named(
                            cloud.compute(),
                            "/flavors/",
                            "flavor",
                            flavor.path("id").asText()));
        }
        return details;
    }

    private static String named(Api api, String path, String envelope, String id) {
        return api.find(path + Query.encoded(id))
                .map(found -> envelope.isEmpty() ? found : found.path(envelope))
                .map(found -> found.path("name").asText() + " (" + id + ")")
                .orElse(id);
    }

    /// `private=10.0.0.5, 172.24.4.9; other=…`
    static Cell addresses(JsonNode server) {
        ObjectNode byNetwork = Api.object();
        server.path("addresses").properties().forEach(network -> {
            var addresses = byNetwork.putArray(network.getKey());
            network.getValue()
                    .forEach(address -> addresses.add(address.path("addr").asText()));
        });
        var text = byNetwork.properties().stream()
                .map(network -> network.getKey() + "="
                        + network.getValue().valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return new Cell(byNetwork, text);
    }

    static Cell powerState(JsonNode state) {
        var name = switch (state.asInt(-1)) {
            case 0 -> "NOSTATE";
            case 1 -> "Running";
            case 3 -> "Paused";
            case 4 -> "Shutdown";
            case 6 -> "Crashed";
            case 7 -> "Suspended";
            default -> "N/A";
        };
        return new Cell(state, name);
    }
}
