package io.virga.image.session;

import io.virga.image.ImageConfig;
import io.virga.image.session.SessionRecords.Open;
import io.virga.image.session.SessionRecords.Shown;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Multipart;
import io.virga.image.store.Stores;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Takes an image's data in parts, each of which is proved by its hash when it comes, through this service or straight
/// to the store.
@ApplicationScoped
class SessionService {

    private final SessionRecords records;
    private final Stores stores;
    private final Multipart store;
    private final ImageConfig config;

    SessionService(SessionRecords records, Stores stores, ImageStore store, ImageConfig config) {
        this.records = records;
        this.stores = stores;
        this.store = store.multipart();
        this.config = config;
    }

    /// To the default store when `wanted` is empty. The parts of a `direct` session go to the store by URLs that only a
    /// service is given.
    Open begin(Caller caller, String id, Optional<String> wanted, long size, boolean direct) {
        if (direct && !caller.isService()) {
            throw new Forbidden("Only a service sends data straight to the store.");
        }
        var most = config.upload().maxSize().asLongValue();
        if (size > most) {
            throw new TooLarge("Image exceeds the size limit of %d bytes.".formatted(most));
        }
        var layout = direct ? Layout.direct(size, store.partSize()) : Layout.usual(size, store.partSize());
        var awaited = records.begin(caller, id, stores.toWrite(wanted), layout, direct);
        try {
            return records.begun(awaited, store.begin(awaited.place()));
        } catch (RuntimeException e) {
            records.abandon(awaited);
            throw e;
        }
    }

    Shown show(Caller caller, String id) {
        return records.show(caller, id);
    }

    /// Takes a part, of which exactly the bytes with that SHA-256 are kept. `Invalid` when they are others.
    void receive(Caller caller, String id, int number, String sha256, InputStream data) {
        var session = records.use(caller, id, false);
        var length = session.layout().length(number);
        var awaited = session.awaited();
        var tag = store.put(awaited.place(), session.multipartId(), number, Math.toIntExact(length), data, sha256);
        var part = new UploadedPart(awaited.place().key(), number, length, sha256, tag);
        if (!records.keep(awaited, List.of(part))) {
            throw new NotFound("Upload session of image", awaited.image());
        }
    }

    record Urls(Layout layout, List<URI> parts) {}

    /// Where each part of a direct session goes, for `image.download-url-validity`.
    Urls urls(Caller caller, String id) {
        var session = records.use(caller, id, true);
        var validity = config.downloadUrlValidity();
        var urls = IntStream.rangeClosed(1, session.layout().count())
                .mapToObj(number -> store.putUrl(session.awaited().place(), session.multipartId(), number, validity))
                .toList();
        return new Urls(session.layout(), urls);
    }

    void abandon(Caller caller, String id) {
        records.abandon(caller, id);
    }
}
