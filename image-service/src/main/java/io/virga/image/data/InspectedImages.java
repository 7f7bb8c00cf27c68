package io.virga.image.data;

import io.virga.image.image.Image.Staged;
import io.virga.image.image.ImageStatus;
import io.virga.image.image.Images;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Images that have bytes to look at.
@ApplicationScoped
class InspectedImages {

    private final Images images;

    InspectedImages(Images images) {
        this.images = images;
    }

    record Inspected(String id, DeclaredFormat declared, Staged data) {}

    /// What is staged is for its owner to see, what is deactivated for administrators. `Conflict` when there is no
    /// data.
    @Transactional
    Inspected find(Caller caller, String id) {
        var image = images.get(caller, id);
        if (image.status() == ImageStatus.DEACTIVATED && !caller.isAdmin()) {
            throw new Forbidden("The requested image has been deactivated. Image data download is forbidden.");
        }
        return image.received()
                .filter(_ -> image.content().isPresent() || caller.sees(image.owner()))
                .map(data -> new Inspected(id, image.declaredFormat(), data))
                .orElseThrow(() -> new Conflict("Image %s has no data.".formatted(id)));
    }
}
