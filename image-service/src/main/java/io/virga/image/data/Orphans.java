package io.virga.image.data;

import io.virga.image.image.Images;
import io.virga.image.store.Place;
import io.virga.image.waste.Waste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/// Tells stored bytes that no image knows from those that one has, or awaits.
@ApplicationScoped
class Orphans {

    private static final Logger log = Logger.getLogger(Orphans.class);

    private final Images images;
    private final Waste waste;

    Orphans(Images images, Waste waste) {
        this.images = images;
        this.waste = waste;
    }

    @Transactional
    void note(List<Place> stored) {
        var known = images.holding(stored);
        for (var place : stored) {
            if (!known.contains(place)) {
                log.infof("%s belongs to no image", place);
                waste.add(place);
            }
        }
    }
}
