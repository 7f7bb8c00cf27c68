package io.virga.compute.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.compute.peer.Behalf;
import io.virga.compute.peer.PeerClient;
import io.virga.compute.peer.PeerClient.Call;
import io.virga.contract.agent.BootImage;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The image service, as far as compute needs it.
@ApplicationScoped
public class ImageClient {

    private static final String PEER = "image service";

    private final PeerClient peer;
    private final URI endpoint;

    ImageClient(PeerClient peer, @ConfigProperty(name = "virga.endpoints.image") URI endpoint) {
        this.peer = peer;
        this.endpoint = endpoint;
    }

    /// The image, if the user may see it.
    public Optional<Image> find(Behalf behalf, ImageId id) {
        try {
            return Optional.of(read(id, peer.send(Call.get(PEER, uri(id, ""), Optional.of(behalf)))));
        } catch (NotFound _) {
            return Optional.empty();
        }
    }

    /// What a server may be made of. With `signedOnly` nothing of it runs before all of it was proved on the host.
    public record Bootable(BootImage image, boolean signedOnly) {}

    /// Where an agent takes the image's bytes from, for the next hour at least, to make a server of the user's.
    /// `Forbidden`, in the image service's words, when the user's project does not take this image.
    public Bootable bootable(Behalf behalf, ImageId id) {
        var answer = downloadUrl(Optional.of(behalf), id);
        return new Bootable(bootImage(id, answer), answer.path("signed_only").asBoolean());
    }

    /// The same for nobody in particular: to keep the bytes near, or to complete what a server was launched from.
    public BootImage fetchable(ImageId id) {
        return bootImage(id, downloadUrl(Optional.empty(), id));
    }

    private JsonNode downloadUrl(Optional<Behalf> behalf, ImageId id) {
        var body = JsonNodeFactory.instance.objectNode();
        return peer.send(new Call(PEER, "POST", uri(id, "/actions/download-url"), Optional.of(body), behalf));
    }

    private static BootImage bootImage(ImageId id, JsonNode answer) {
        return new BootImage(
                id,
                answer.path("disk_format").asText(),
                answer.path("size").asLong(),
                answer.path("virtual_size").asLong(),
                answer.path("os_hash_value").asText(),
                answer.path("url").asText());
    }

    /// Makes an image that has no data yet, under an id that we have chosen, in the user's project.
    public void create(Behalf behalf, ImageId id, SnapshotImage description) {
        peer.send(new Call(
                PEER,
                "POST",
                URI.create(endpoint + "/v2/images"),
                Optional.of(description.json().put("id", id.toString())),
                Optional.of(behalf)));
    }

    /// `NotFound` when it is gone, `Forbidden` when it is protected.
    public void delete(Behalf behalf, ImageId id) {
        peer.send(new Call(PEER, "DELETE", uri(id, ""), Optional.empty(), Optional.of(behalf)));
    }

    /// Where clients find the image.
    public URI location(ImageId id) {
        return uri(id, "");
    }

    private static Image read(ImageId id, JsonNode image) {
        return new Image(
                id,
                image.path("name").asText(""),
                image.path("status").asText(""),
                image.path("container_format").asText(""),
                image.path("disk_format").asText(""),
                image.path("size").asLong(0),
                image.path("virtual_size").asLong(0),
                image.path("min_ram").asInt(0),
                image.path("min_disk").asInt(0),
                ImageAttributes.properties(image));
    }

    private URI uri(ImageId id, String rest) {
        return URI.create(endpoint + "/v2/images/" + id + rest);
    }
}
