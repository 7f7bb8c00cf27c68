package io.virga.image.store;

import io.quarkus.runtime.StartupEvent;
import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Makes the buckets when the service starts. A store that is away then is no reason not to start; one that is
/// configured wrongly is.
@ApplicationScoped
class StoreStart {

    private static final Logger log = Logger.getLogger(StoreStart.class);

    void prepare(@Observes StartupEvent event, ImageConfig config, Spool spool, S3Connections connections) {
        TransferSettings.require(config);
        spool.prepare();
        connections.all().forEach((name, connection) -> {
            try {
                connection.prepare();
            } catch (Unavailable e) {
                log.warnf("the image store %s does not answer yet: %s", name, e.detail());
            }
        });
    }
}
