package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.inspect.Inspection;
import io.virga.image.store.ImageStore;
import io.virga.model.Caller;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Tells what an image's stored bytes are, from their headers.
@ApplicationScoped
class InspectionService {

    private final InspectedImages images;
    private final ImageStore store;
    private final ImageConfig config;

    InspectionService(InspectedImages images, ImageStore store, ImageConfig config) {
        this.images = images;
        this.store = store;
        this.config = config;
    }

    /// `Conflict` when there is no data yet.
    InspectionView inspect(Caller caller, String id) {
        var image = images.find(caller, id);
        var bytes = new StoredBytes(
                store, image.data().place(), image.data().content().size());
        try {
            var largest = config.upload().maxVirtualSize().asLongValue();
            return InspectionView.of(image, Inspection.report(bytes, image.declared(), largest));
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }
}
