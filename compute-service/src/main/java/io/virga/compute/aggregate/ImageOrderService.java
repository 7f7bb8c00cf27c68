package io.virga.compute.aggregate;

import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// What operators want in the image caches of an aggregate's hosts. Each method is one transaction.
@ApplicationScoped
@Transactional
public class ImageOrderService {

    private final Aggregates aggregates;
    private final ImageOrders orders;
    private final Clock clock;

    ImageOrderService(Aggregates aggregates, ImageOrders orders, Clock clock) {
        this.aggregates = aggregates;
        this.orders = orders;
        this.clock = clock;
    }

    /// For the hosts that the aggregate has now. What has failed or was cached before is wanted anew: it may have been
    /// dropped since.
    void place(int aggregate, List<ImageId> images) {
        aggregates.lock();
        var found = aggregates.get(aggregate);
        for (var host : found.hosts()) {
            images.forEach(image -> orders.place(found, host, image, clock.instant()));
        }
    }

    List<ImageOrder> of(int aggregate) {
        return orders.of(aggregates.get(aggregate).id());
    }
}
