package io.virga.image.store;

import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the default store answers and its bucket is there; makes buckets that are not. Says of each store
/// whether it answers.
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private final S3Connections connections;
    private final Stores stores;

    StoreReadiness(S3Connections connections, Stores stores) {
        this.connections = connections;
        this.stores = stores;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("image store").up();
        connections.all().forEach((name, connection) -> {
            try {
                connection.prepare();
                answer.withData(name, "up");
            } catch (Unavailable e) {
                answer.withData(name, e.detail());
                if (name.equals(stores.byDefault())) {
                    answer.down();
                }
            }
        });
        return answer.build();
    }
}
