package io.virga.compute.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.compute.peer.Behalf;
import io.virga.compute.peer.PeerClient;
import io.virga.compute.peer.PeerClient.Call;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The image service's upload sessions, whose parts a host sends straight to the store.
@ApplicationScoped
public class UploadClient {

    private static final String PEER = "image service";

    private final PeerClient peer;
    private final URI endpoint;

    UploadClient(PeerClient peer, @ConfigProperty(name = "virga.endpoints.image") URI endpoint) {
        this.peer = peer;
        this.endpoint = endpoint;
    }

    /// Where the parts go; each URL ends by itself. `partSize` is in bytes.
    public record Parts(long partSize, List<String> urls) {}

    /// The image is saving from now on, and waits for so many bytes. What an attempt before may have begun is given up.
    public void begin(Behalf behalf, ImageId id, long size) {
        try {
            open(behalf, id, size);
        } catch (Conflict begunBefore) {
            abandon(behalf, id);
            open(behalf, id, size);
        }
    }

    private void open(Behalf behalf, ImageId id, long size) {
        var body = JsonNodeFactory.instance.objectNode().put("size", size).put("direct", true);
        send(behalf, "POST", uri(id, "/upload"), Optional.of(body));
    }

    /// The image is queued again, unless it has all its data already or no session is open.
    public void abandon(Behalf behalf, ImageId id) {
        try {
            send(behalf, "DELETE", uri(id, "/upload"), Optional.empty());
        } catch (NotFound | Conflict nothingToGiveUp) {
            return;
        }
    }

    public Parts parts(Behalf behalf, ImageId id) {
        var answer = send(behalf, "POST", uri(id, "/upload/urls"), Optional.of(JsonNodeFactory.instance.objectNode()));
        var urls = new ArrayList<String>();
        answer.path("urls").forEach(url -> urls.add(url.asText()));
        return new Parts(answer.path("part_size").asLong(), urls);
    }

    /// All parts are there: the image service reads them back, and the image becomes active or queued again.
    public void complete(Behalf behalf, ImageId id) {
        send(behalf, "POST", uri(id, "/upload/complete"), Optional.of(JsonNodeFactory.instance.objectNode()));
    }

    /// Why the image did not become active; empty when the image service does not say.
    public Optional<String> reason(Behalf behalf, ImageId id) {
        for (var task : send(behalf, "GET", uri(id, "/tasks"), Optional.empty()).path("tasks")) {
            if (task.path("message").isTextual()
                    && !task.path("message").asText().isBlank()) {
                return Optional.of(task.path("message").asText());
            }
        }
        return Optional.empty();
    }

    private JsonNode send(Behalf behalf, String method, URI uri, Optional<? extends JsonNode> body) {
        return peer.send(new Call(PEER, method, uri, body.map(JsonNode.class::cast), Optional.of(behalf)));
    }

    private URI uri(ImageId id, String rest) {
        return URI.create(endpoint + "/v2/images/" + id + rest);
    }
}
