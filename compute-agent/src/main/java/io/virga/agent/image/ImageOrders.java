package io.virga.agent.image;

import io.virga.contract.agent.HostReport.Caching;
import io.virga.contract.agent.HostReport.Stage;
import io.virga.contract.agent.ImageCommand;
import io.virga.contract.agent.ImageCommand.CacheImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Fetches images that nobody boots yet, and knows how that goes. What is over is told for some minutes
/// more, so that it is heard although heartbeats may be lost; after a restart nothing is told until the
/// order comes again.
public final class ImageOrders {

    private static final Logger log = Logger.getLogger(ImageOrders.class);
    private static final Duration TOLD = Duration.ofMinutes(5);

    private final ImageCache images;
    private final Clock clock;
    private final Map<UUID, Work> works = new ConcurrentHashMap<>();

    private record Work(Stage stage, AtomicLong bytes, String message, Instant since) {}

    public ImageOrders(ImageCache images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    /// Returns when the order is carried out or has failed; the outcome is told by `now`.
    public void handle(ImageCommand command) {
        switch (command) {
            case CacheImage(var order, var image) -> {
                var bytes = new AtomicLong();
                works.put(order, new Work(Stage.FETCHING, bytes, "", clock.instant()));
                try {
                    images.prefetch(image, bytes::addAndGet);
                    works.put(order, new Work(Stage.CACHED, new AtomicLong(image.size()), "", clock.instant()));
                } catch (RuntimeException e) {
                    log.warnf(e, "image %s could not be cached", image.id());
                    works.put(order, new Work(Stage.FAILED, bytes, reason(e), clock.instant()));
                }
            }
        }
    }

    /// Every order that is under way or was over lately.
    public List<Caching> now() {
        var before = clock.instant().minus(TOLD);
        works.values()
                .removeIf(work -> work.stage() != Stage.FETCHING && work.since().isBefore(before));
        return works.entrySet().stream()
                .map(entry -> {
                    var work = entry.getValue();
                    return new Caching(
                            entry.getKey(), work.stage(), work.bytes().get(), work.message());
                })
                .toList();
    }

    // A URL is never part of it, nor is the image, beside whose ID it is shown.
    private static String reason(RuntimeException e) {
        return switch (e) {
            case UnfitImage unfit -> unfit.getMessage();
            case NoRoomForImage full -> "The host has no room for the image: " + full.getMessage() + ".";
            case ImageUnreachable away -> "The image could not be fetched to the host: " + away.reason() + ".";
            default -> "The host met an unexpected problem.";
        };
    }
}
