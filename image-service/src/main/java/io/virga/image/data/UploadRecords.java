package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Images;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.waste.Waste;
import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// What the database knows of uploads. Each method is one short transaction; the bytes flow between them.
@ApplicationScoped
class UploadRecords {

    private final Images images;
    private final Waste waste;
    private final ImageConfig config;
    private final Clock clock;

    UploadRecords(Images images, Waste waste, ImageConfig config, Clock clock) {
        this.images = images;
        this.waste = waste;
        this.config = config;
        this.clock = clock;
    }

    /// An upload that has the image for itself.
    record Ticket(ImageId image, String key, DiskFormat declared) {}

    @Transactional
    Ticket begin(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        var key = image.id() + "/" + UUID.randomUUID();
        var now = clock.instant();
        image.beginUpload(key, now.plus(config.upload().silence()), now);
        return new Ticket(image.id(), key, image.declaredFormat());
    }

    /// The upload goes on. `NotFound` when nobody waits for it any more.
    @Transactional
    void extend(Ticket ticket) {
        var image = images.lock(ticket.image())
                .filter(found -> found.awaits(ticket.key()))
                .orElseThrow(() -> new NotFound("Image", ticket.image()));
        image.extendUpload(clock.instant().plus(config.upload().silence()));
    }

    /// The image becomes active. `NotFound` when it was deleted meanwhile, or the upload was given up.
    @Transactional
    void finish(Ticket ticket, Content content) {
        var image = images.lock(ticket.image())
                .filter(found -> found.awaits(ticket.key()))
                .orElseThrow(() -> new NotFound("Image", ticket.image()));
        image.finishUpload(content, clock.instant());
    }

    /// The image, if it is still there, waits for data again; what has arrived is waste.
    @Transactional
    void abandon(Ticket ticket) {
        images.lock(ticket.image())
                .filter(found -> found.awaits(ticket.key()))
                .ifPresent(image -> image.abandonUpload(clock.instant()));
        waste.add(ticket.key());
    }

    /// Gives up uploads that have not advanced in time: their process has died, or their client is silent.
    @Transactional
    List<ImageId> giveUpOverdue(int limit) {
        var now = clock.instant();
        return images.overdue(now, limit).stream()
                .filter(id -> images.lock(id)
                        .filter(image -> image.isOverdue(now))
                        .map(image -> {
                            waste.add(image.abandonUpload(now));
                            return image;
                        })
                        .isPresent())
                .toList();
    }
}
