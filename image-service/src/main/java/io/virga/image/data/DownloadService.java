package io.virga.image.data;

import io.vertx.core.http.HttpClientResponse;
import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Image;
import io.virga.image.image.ImageStatus;
import io.virga.image.image.Images;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.signature.SigningRules;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.image.store.Stores;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Hands an image's data out.
@ApplicationScoped
class DownloadService {

    private static final Logger log = Logger.getLogger(DownloadService.class);

    private final Images images;
    private final Stores stores;
    private final ImageStore store;
    private final SigningRules signing;
    private final ImageConfig config;

    DownloadService(Images images, Stores stores, ImageStore store, SigningRules signing, ImageConfig config) {
        this.images = images;
        this.stores = stores;
        this.store = store;
        this.signing = signing;
        this.config = config;
    }

    /// Data that may be read now, and in which order its stores are to be tried. `signedOnly`: for a project that takes
    /// no other.
    record Stored(List<Place> places, DeclaredFormat format, Content content, boolean signedOnly) {

        /// All but the last resort.
        List<Place> others() {
            return places.subList(0, places.size() - 1);
        }
    }

    /// Empty when there is no data yet. A deactivated image is only for an administrator to read.
    @Transactional
    Optional<Stored> find(Caller caller, String id) {
        var image = images.get(caller, id);
        if (image.status() == ImageStatus.DEACTIVATED && !caller.isAdmin()) {
            throw new Forbidden("The requested image has been deactivated. Image data download is forbidden.");
        }
        return image.content().map(content -> stored(image, content, false));
    }

    private Stored stored(Image image, Content content, boolean signedOnly) {
        var places = image.storedAt().stream().sorted(stores.preference()).toList();
        return new Stored(places, image.declaredFormat(), content, signedOnly);
    }

    /// From the first store that answers; `Unavailable` when none does.
    HttpClientResponse stream(Stored data, ByteRange range) {
        for (var place : data.others()) {
            try {
                return store.stream(place, range.first(), range.length());
            } catch (Unavailable e) {
                log.warnf("%s is read from another store: %s", place, e.detail());
            }
        }
        return store.stream(data.places().getLast(), range.first(), range.length());
    }

    /// `Conflict` when there is no data that a server could be booted from, `Forbidden` when a service asks for a
    /// user whose project takes signed images alone and this is none.
    @Transactional
    Stored active(Caller caller, String id) {
        var image = images.get(caller, id);
        if (image.status() != ImageStatus.ACTIVE) {
            throw new Conflict("Image %s is not active.".formatted(id));
        }
        var content = image.content().orElseThrow();
        var signedOnly = caller.viaService() && signing.requireUsable(caller.project(), image.id(), content.proof());
        return stored(image, content, signedOnly);
    }

    /// What a service needs to fetch the bytes by itself, straight from the first store that answers.
    DownloadUrl downloadUrl(Stored data) {
        var place = data.others().stream()
                .filter(store::has)
                .findFirst()
                .orElse(data.places().getLast());
        var content = data.content();
        return new DownloadUrl(
                store.downloadUrl(place, config.downloadUrlValidity()),
                data.format().disk().word(),
                content.size(),
                content.virtualSize(),
                content.sha512(),
                data.signedOnly());
    }
}
