package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Image;
import io.virga.image.image.ImageStatus;
import io.virga.image.image.Images;
import io.virga.image.store.ImageStore;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.util.Optional;

/// Hands an image's data out.
@ApplicationScoped
class DownloadService {

    private final Images images;
    private final ImageStore store;
    private final ImageConfig config;

    DownloadService(Images images, ImageStore store, ImageConfig config) {
        this.images = images;
        this.store = store;
        this.config = config;
    }

    /// Data that may be read now.
    record Stored(String key, Content content) {}

    /// Empty when there is no data yet. A deactivated image is only for an administrator to read.
    @Transactional
    Optional<Stored> find(Caller caller, String id) {
        var image = images.get(caller, id);
        if (image.status() == ImageStatus.DEACTIVATED && !caller.isAdmin()) {
            throw new Forbidden("The requested image has been deactivated. Image data download is forbidden.");
        }
        return image.storedAt().map(key -> new Stored(key, image.content().orElseThrow()));
    }

    InputStream open(Stored data, ByteRange range) {
        return store.read(data.key(), range.first(), range.length());
    }

    /// What a service needs to fetch the bytes by itself, straight from the store.
    @Transactional
    DownloadUrl downloadUrl(Caller caller, String id) {
        var image = images.get(caller, id);
        var key = Optional.of(image)
                .filter(found -> found.status() == ImageStatus.ACTIVE)
                .flatMap(Image::storedAt)
                .orElseThrow(() -> new Conflict("Image %s is not active.".formatted(id)));
        var content = image.content().orElseThrow();
        return new DownloadUrl(
                store.downloadUrl(key, config.downloadUrlValidity()),
                image.declaredFormat().disk().word(),
                content.size(),
                content.virtualSize(),
                content.sha512());
    }
}
