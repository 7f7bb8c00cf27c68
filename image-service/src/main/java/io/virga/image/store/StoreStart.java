package io.virga.image.store;

import io.quarkus.runtime.StartupEvent;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Makes the bucket when the service starts. A store that is away then is no reason not to start.
@ApplicationScoped
class StoreStart {

    private static final Logger log = Logger.getLogger(StoreStart.class);

    void prepare(@Observes StartupEvent event, @Readiness StoreReadiness store) {
        try {
            store.prepare();
        } catch (Unavailable e) {
            log.warnf("the image store does not answer yet: %s", e.detail());
        }
    }
}
