package io.virga.compute.aggregate;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.aggregate.ImageOrder.Status;
import io.virga.compute.host.Hosts;
import io.virga.compute.image.ImageClient;
import io.virga.contract.Addresses;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.ImageCommand.CacheImage;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Brings the wanted images to the hosts: one at a time to each, so that its URL is fresh when its turn comes. A host
/// that is down, or an image service or store that is away, is waited for; an order of which a host that is up says
/// nothing is sent again.
@ApplicationScoped
class ImageCaching {

    private static final Logger log = Logger.getLogger(ImageCaching.class);

    private final ImageOrders orders;
    private final ImageClient images;
    private final Hosts hosts;
    private final Outbox outbox;
    private final ComputeConfig config;
    private final Clock clock;

    ImageCaching(
            ImageOrders orders, ImageClient images, Hosts hosts, Outbox outbox, ComputeConfig config, Clock clock) {
        this.orders = orders;
        this.images = images;
        this.hosts = hosts;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void advance() {
        var due = QuarkusTransaction.requiringNew()
                .call(() -> orders.nextOfEachHost().stream().filter(this::isDue).toList());
        due.forEach(this::send);
    }

    private boolean isDue(ImageOrder order) {
        var unheard = order.updatedAt().isBefore(clock.instant().minus(config.redriveAfter()));
        return (order.status() == Status.QUEUED || unheard) && hosts.isUp(order.host());
    }

    private void send(ImageOrder order) {
        try {
            var image = images.fetchable(order.image());
            if (image.size() == 0) {
                throw new Invalid("The image is empty.");
            }
            QuarkusTransaction.requiringNew().run(() -> command(order, image));
        } catch (Unavailable e) {
            log.infof("image %s for host %s waits: %s", order.image(), order.host(), e.getMessage());
        } catch (CloudException e) {
            QuarkusTransaction.requiringNew()
                    .run(() -> orders.lock(order.wish())
                            .filter(found -> found.status().isOpen())
                            .ifPresent(found -> found.fail(reason(e), clock.instant())));
        }
    }

    // The image is named beside it.
    private static String reason(CloudException e) {
        return switch (e) {
            case NotFound _ -> "The image is gone.";
            case Conflict _ -> "The image is not active.";
            default -> e.getMessage();
        };
    }

    private void command(ImageOrder order, BootImage image) {
        orders.lock(order.wish()).filter(found -> found.status().isOpen()).ifPresent(found -> {
            found.commanded(image.size(), clock.instant());
            outbox.send(Addresses.images(found.host()), new CacheImage(found.wish(), image), "image-" + found.host());
        });
    }
}
