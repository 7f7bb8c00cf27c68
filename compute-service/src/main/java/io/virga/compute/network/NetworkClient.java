package io.virga.compute.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.compute.peer.Behalf;
import io.virga.compute.peer.PeerClient;
import io.virga.compute.peer.PeerClient.Call;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The network service, as far as compute needs it. With a `Behalf` it sees and does what that user may; without one
/// it asks for compute itself, and then only about things that the caller was already found to own.
@ApplicationScoped
public class NetworkClient {

    private static final String PEER = "network service";

    /// So many ids fit into one request line with room to spare.
    private static final int IDS_PER_REQUEST = 60;

    private final PeerClient peer;
    private final URI endpoint;

    NetworkClient(PeerClient peer, @ConfigProperty(name = "virga.endpoints.network") URI endpoint) {
        this.peer = peer;
        this.endpoint = endpoint;
    }

    public Optional<Network> network(Behalf behalf, UUID id) {
        return find("networks/" + id, Optional.of(behalf)).map(found -> NetworkReader.network(found.path("network")));
    }

    public Optional<Port> port(Behalf behalf, UUID id) {
        return find("ports/" + id, Optional.of(behalf)).map(found -> NetworkReader.port(found.path("port")));
    }

    /// Everything the user may attach to: their own networks and shared ones, external ones left out.
    public List<Network> usableNetworks(Behalf behalf) {
        return list("networks", "", Optional.of(behalf), NetworkReader::network).stream()
                .filter(network -> !network.external() || network.shared())
                .toList();
    }

    public List<Network> networks(Collection<String> ids) {
        return byIds("networks", "id", ids, NetworkReader::network);
    }

    public List<Subnet> subnets(Collection<String> ids) {
        return byIds("subnets", "id", ids, NetworkReader::subnet);
    }

    public List<Port> portsOf(Collection<String> devices) {
        return byIds("ports", "device_id", devices, NetworkReader::port);
    }

    public List<FloatingIp> floatingIps(Collection<UUID> ports) {
        return byIds(
                "floatingips", "port_id", ports.stream().map(UUID::toString).toList(), NetworkReader::floatingIp);
    }

    public List<SecurityGroup> securityGroups(Collection<String> ids) {
        return byIds("security-groups", "id", ids, NetworkReader::securityGroup);
    }

    /// The groups of the user's own project; each project has `default`.
    public List<SecurityGroup> securityGroups(Behalf behalf) {
        return list(
                "security-groups",
                "?project_id=" + encode(behalf.project()),
                Optional.of(behalf),
                NetworkReader::securityGroup);
    }

    public Port createPort(Behalf behalf, ObjectNode port) {
        var created = send("POST", "ports", Optional.of(wrap("port", port)), Optional.of(behalf));
        return NetworkReader.port(created.path("port"));
    }

    public Port updatePort(Behalf behalf, UUID id, ObjectNode changes) {
        var updated = send("PUT", "ports/" + id, Optional.of(wrap("port", changes)), Optional.of(behalf));
        return NetworkReader.port(updated.path("port"));
    }

    /// Does nothing when there is no such port any more.
    public void deletePort(Behalf behalf, UUID id) {
        try {
            send("DELETE", "ports/" + id, Optional.empty(), Optional.of(behalf));
        } catch (NotFound _) {
            // that is what was wanted
        }
    }

    /// Any call of the network API in the user's name, for the parts of the compute API that only pass things on.
    public JsonNode send(String method, String path, Optional<JsonNode> body, Optional<Behalf> behalf) {
        return peer.send(new Call(PEER, method, URI.create(endpoint + "/v2.0/" + path), body, behalf));
    }

    private Optional<JsonNode> find(String path, Optional<Behalf> behalf) {
        try {
            return Optional.of(send("GET", path, Optional.empty(), behalf));
        } catch (NotFound _) {
            return Optional.empty();
        }
    }

    private <T> List<T> byIds(String collection, String key, Collection<String> ids, Function<JsonNode, T> read) {
        var distinct = ids.stream().distinct().toList();
        var found = new ArrayList<T>();
        for (var from = 0; from < distinct.size(); from += IDS_PER_REQUEST) {
            var chunk = distinct.subList(from, Math.min(from + IDS_PER_REQUEST, distinct.size()));
            var query = chunk.stream().map(id -> key + "=" + encode(id)).collect(Collectors.joining("&", "?", ""));
            found.addAll(list(collection, query, Optional.empty(), read));
        }
        return found;
    }

    private <T> List<T> list(String collection, String query, Optional<Behalf> behalf, Function<JsonNode, T> read) {
        var answer = send("GET", collection + query, Optional.empty(), behalf);
        return NetworkReader.stream(answer.path(collection.replace('-', '_')))
                .map(read)
                .toList();
    }

    private static ObjectNode wrap(String name, ObjectNode content) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set(name, content);
        return body;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
