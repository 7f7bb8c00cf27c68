package io.virga.compute.server;

import io.virga.compute.image.ImageAttributes;
import io.virga.compute.image.ImageClient;
import io.virga.compute.image.SnapshotImage;
import io.virga.compute.image.SnapshotImage.Origin;
import io.virga.compute.instance.Instance;
import io.virga.compute.instance.Requester;
import io.virga.compute.instance.SnapshotService;
import io.virga.compute.peer.Behalf;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import io.virga.web.Fields;
import io.virga.web.version.CurrentMicroversion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// The action `createImage`: an image of a server's root disk. It is there, without data, when this answers.
@ApplicationScoped
class ImageCreation {

    private static final int LONGEST = 255;
    private static final int MOST = 128;

    private final SnapshotService snapshots;
    private final ImageClient images;
    private final CurrentMicroversion microversion;

    ImageCreation(SnapshotService snapshots, ImageClient images, CurrentMicroversion microversion) {
        this.snapshots = snapshots;
        this.images = images;
        this.microversion = microversion;
    }

    /// From microversion 2.45 on the answer names the image in its body, below by the path of a URL.
    Response create(Requester requester, InstanceId id, Fields asked) {
        var name = ServerFields.name(asked);
        var metadata = asked.textMap("metadata", MOST, LONGEST, LONGEST);
        asked.refuseOthers();
        refuseAttributes(metadata);
        var image = create(requester, id, name, metadata);
        return microversion.atLeast(2, 45)
                ? Response.accepted(Map.of("image_id", image.toString())).build()
                : Response.accepted().location(images.location(image)).build();
    }

    // A property under such a name would change the image itself.
    private static void refuseAttributes(Map<String, String> metadata) {
        for (var key : metadata.keySet()) {
            if (ImageAttributes.isReserved(key)) {
                throw new Invalid(
                        "Invalid input for field createImage.metadata: '%s' is an attribute of images.".formatted(key));
            }
        }
    }

    private ImageId create(Requester requester, InstanceId id, String name, Map<String, String> metadata) {
        var announced = snapshots.announce(requester, id);
        var image = announced.image();
        try {
            images.create(
                    Behalf.of(requester.caller()), image, describe(requester, announced.instance(), name, metadata));
            snapshots.begin(requester, id, image);
            return image;
        } catch (CloudException e) {
            snapshots.giveUp(image);
            throw e;
        }
    }

    private SnapshotImage describe(Requester requester, Instance server, String name, Map<String, String> metadata) {
        var caller = requester.caller();
        var origin = new Origin(
                server.id().toString(),
                server.image().toString(),
                caller.user().value(),
                server.spec().flavor().disk());
        return SnapshotImage.of(name, metadata, origin, images.find(Behalf.of(caller), server.image()));
    }
}
