package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Declaration;
import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.quota.QuotaResource;
import io.virga.image.store.Place;
import io.virga.image.waste.Waste;
import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the database knows of uploads. Each method is one short transaction; the bytes flow between them.
@ApplicationScoped
class UploadRecords {

    private final Images images;
    private final Waste waste;
    private final ImageQuotas quotas;
    private final ImageConfig config;
    private final Clock clock;

    UploadRecords(Images images, Waste waste, ImageQuotas quotas, ImageConfig config, Clock clock) {
        this.images = images;
        this.waste = waste;
        this.quotas = quotas;
        this.config = config;
        this.clock = clock;
    }

    /// An upload that has the image for itself. Without a declaration it is for the stage. `room` is how many
    /// bytes the project may store.
    record Ticket(ImageId image, Place place, Optional<Declaration> declared, long room) {}

    /// `Invalid` when `announced`, the bytes that the client says will come, shows that they are the rest of others.
    @Transactional
    Ticket begin(Caller caller, String id, String store, Optional<Long> announced) {
        var image = images.getToChange(caller, id);
        announced.ifPresent(image::requireWhole);
        var place = image.newPlace(store);
        var room = quotas.reserveUpload(image.owner(), QuotaResource.SIZE);
        image.beginUpload(place, deadline(), clock.instant());
        return new Ticket(image.id(), place, Optional.of(image.declaration()), room);
    }

    @Transactional
    Ticket beginStaging(Caller caller, String id, String store, Optional<Long> announced) {
        var image = images.getToChange(caller, id);
        announced.ifPresent(image::requireWhole);
        var place = image.newPlace(store);
        var room = quotas.reserveUpload(image.owner(), QuotaResource.STAGE);
        image.beginStaging(place, deadline(), clock.instant());
        return new Ticket(image.id(), place, Optional.empty(), room);
    }

    private Instant deadline() {
        return clock.instant().plus(config.upload().silence());
    }

    /// The upload goes on. `NotFound` when nobody waits for it any more.
    @Transactional
    void extend(Ticket ticket) {
        awaiting(ticket).extendUpload(deadline());
    }

    /// The image becomes active. `NotFound` when it was deleted meanwhile, or the upload was given up; `Invalid` when
    /// the bytes are the rest of others.
    @Transactional
    void finish(Ticket ticket, Content content) {
        var image = awaiting(ticket);
        quotas.requireRoom(image.owner(), QuotaResource.SIZE, content.size());
        image.finishUpload(content, clock.instant());
    }

    /// The data lies at the stage. `NotFound` as above.
    @Transactional
    void finishStaging(Ticket ticket, Content content) {
        var now = clock.instant();
        var image = awaiting(ticket);
        quotas.requireRoom(image.owner(), QuotaResource.STAGE, content.size());
        image.finishStaging(content, now.plus(config.upload().staged()), now);
    }

    private Image awaiting(Ticket ticket) {
        return images.lock(ticket.image())
                .filter(found -> found.awaits(ticket.place()))
                .orElseThrow(() -> new NotFound("Image", ticket.image()));
    }

    /// We could not take the data, although some of it may have come.
    @Transactional
    void breakOff(Ticket ticket, long announced) {
        images.lock(ticket.image()).ifPresent(image -> image.breakUpload(announced));
    }

    /// The image, if it is still there, waits for data again; what has arrived is waste. Nothing happens when the data
    /// has been accepted all the same, and only the word of it was lost.
    @Transactional
    void abandon(Ticket ticket) {
        var image = images.lock(ticket.image());
        image.filter(found -> found.awaits(ticket.place())).ifPresent(found -> found.abandonUpload(clock.instant()));
        if (image.filter(found -> found.holds(ticket.place())).isEmpty()) {
            waste.add(ticket.place());
        }
    }

    /// Gives up uploads that have not advanced in time: their process has died, or their client is silent.
    @Transactional
    List<ImageId> giveUpOverdue(int limit) {
        var now = clock.instant();
        return images.overdue(now, limit).stream()
                .filter(id -> images.lock(id)
                        .filter(image -> image.isOverdue(now))
                        .map(image -> {
                            image.abandonUpload(now).ifPresent(waste::add);
                            return image;
                        })
                        .isPresent())
                .toList();
    }
}
