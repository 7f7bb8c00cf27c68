package io.virga.image.session;

import io.virga.image.ImageConfig;
import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.quota.QuotaResource;
import io.virga.image.signature.Signatures;
import io.virga.image.store.Place;
import io.virga.image.waste.Waste;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the database knows of upload sessions. Each method is one short transaction; the bytes flow between them.
@ApplicationScoped
class SessionRecords {

    private final Images images;
    private final UploadSessions sessions;
    private final Signatures signatures;
    private final Waste waste;
    private final ImageQuotas quotas;
    private final ImageConfig config;
    private final Clock clock;

    SessionRecords(
            Images images,
            UploadSessions sessions,
            Signatures signatures,
            Waste waste,
            ImageQuotas quotas,
            ImageConfig config,
            Clock clock) {
        this.images = images;
        this.sessions = sessions;
        this.signatures = signatures;
        this.waste = waste;
        this.quotas = quotas;
        this.config = config;
        this.clock = clock;
    }

    /// An image that waits for data at `place`.
    record Awaited(ImageId image, Place place) {}

    /// An open session as it was a moment ago.
    record Open(Awaited awaited, String multipartId, Layout layout, Instant expiresAt) {}

    record Shown(Open session, List<UploadedPart> parts) {}

    /// The image is saving from now on, and the bytes count already. `TooLarge` when the project has no room for so
    /// much, `Invalid` when nobody could verify the signature.
    @Transactional
    Awaited begin(Caller caller, String id, String store, Layout layout, boolean direct) {
        var now = clock.instant();
        var image = images.getToChange(caller, id);
        var place = image.newPlace(store);
        quotas.reserveUpload(image.owner(), QuotaResource.SIZE);
        quotas.requireRoom(image.owner(), QuotaResource.SIZE, layout.size());
        image.beginUpload(place, now.plus(config.upload().silence()), now);
        signatures.begin(image.declaration().signature());
        sessions.add(new UploadSession(image.id(), place, layout, direct));
        return new Awaited(image.id(), place);
    }

    /// The store is ready for the parts. `NotFound` when nobody waits for them any more.
    @Transactional
    Open begun(Awaited awaited, String multipartId) {
        var image = images.lock(awaited.image())
                .filter(found -> found.awaits(awaited.place()))
                .orElseThrow(() -> new NotFound("Image", awaited.image()));
        var upload = sessions.of(image).orElseThrow();
        upload.begun(multipartId);
        return open(image, upload);
    }

    @Transactional
    Shown show(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        var upload = required(image);
        return new Shown(open(image, upload), sessions.parts(upload));
    }

    /// The session goes on. `NotFound` when none is open, `Conflict` when its parts go the other way.
    @Transactional
    Open use(Caller caller, String id, boolean direct) {
        var image = images.getToChange(caller, id);
        var upload = required(image);
        upload.requireDirect(direct);
        return open(image, upload);
    }

    private UploadSession required(Image image) {
        return sessions.of(image)
                .filter(UploadSession::isOpen)
                .orElseThrow(() -> new NotFound("Upload session of image", image.id()));
    }

    // Whoever asks goes on with it.
    private Open open(Image image, UploadSession upload) {
        return new Open(
                new Awaited(image.id(), upload.place()),
                upload.multipartId().orElseThrow(),
                upload.layout(),
                extend(image));
    }

    private Instant extend(Image image) {
        var deadline = clock.instant().plus(config.upload().session());
        image.extendUpload(deadline);
        return deadline;
    }

    /// The session, if it is an open one whose parts go straight to the store.
    @Transactional
    Optional<Open> direct(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        return sessions.of(image)
                .filter(UploadSession::isOpen)
                .filter(UploadSession::isDirect)
                .map(upload -> open(image, upload));
    }

    /// The parts are in the store. False when nobody waits for them any more; then they are waste, unless they came
    /// for data that is complete.
    @Transactional
    boolean keep(Awaited awaited, List<UploadedPart> parts) {
        var image = images.lock(awaited.image()).filter(found -> found.holds(awaited.place()));
        if (image.isEmpty()) {
            waste.add(awaited.place());
            return false;
        }
        var upload = sessions.of(image.get()).filter(UploadSession::isOpen);
        upload.ifPresent(_ -> {
            parts.forEach(sessions::put);
            extend(image.get());
        });
        return upload.isPresent();
    }

    /// The owner gives it up. `NotFound` when there is none, `Conflict` when it is complete.
    @Transactional
    void abandon(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        if (sessions.of(image).filter(UploadSession::isClosed).isPresent()) {
            throw new Conflict("The upload session of image %s is complete; its data is being proved.".formatted(id));
        }
        sessions.remove(required(image));
        image.abandonUpload(clock.instant()).ifPresent(waste::add);
    }

    /// The store would not begin: the image, if it is still there, waits for data as before.
    @Transactional
    void abandon(Awaited awaited) {
        images.lock(awaited.image())
                .filter(found -> found.awaits(awaited.place()))
                .ifPresent(image -> image.abandonUpload(clock.instant()));
        waste.add(awaited.place());
    }

    /// Forgets sessions that have come to their end, in whatever way; what no image holds is waste.
    @Transactional
    void forgetEnded() {
        var ended = sessions.removeEnded();
        var held = images.holding(ended);
        ended.stream().filter(place -> !held.contains(place)).forEach(waste::add);
    }
}
