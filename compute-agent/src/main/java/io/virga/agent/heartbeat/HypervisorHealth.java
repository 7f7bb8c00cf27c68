package io.virga.agent.heartbeat;

import io.virga.agent.instance.PowerWatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means that the hypervisor answers.
@Readiness
@ApplicationScoped
class HypervisorHealth implements HealthCheck {

    private final PowerWatch watch;

    HypervisorHealth(PowerWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("hypervisor").status(watch.answering()).build();
    }
}
