package io.virga.agent;

import io.quarkus.runtime.StartupEvent;
import io.virga.agent.AgentConfig.Kind;
import io.virga.agent.qemu.QemuImg;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Ready means that what tenants have written can be looked at in the sandbox. Simulated machines have no disks.
@Readiness
@ApplicationScoped
class SandboxHealth implements HealthCheck {

    private static final Logger log = Logger.getLogger(SandboxHealth.class);

    private final AgentConfig config;
    private final QemuImg qemu;

    SandboxHealth(AgentConfig config, QemuImg qemu) {
        this.config = config;
        this.qemu = qemu;
    }

    void check(@Observes StartupEvent event) {
        complaint()
                .ifPresent(why -> log.errorf(
                        "this host looks at no image and copies no disk, its launches go elsewhere: the sandbox does not"
                                + " work (it needs bubblewrap; agent.sandbox-user=%s): %s",
                        config.sandboxUser(), why));
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sandbox").up();
        complaint().ifPresent(why -> response.down().withData("reason", why));
        return response.build();
    }

    private Optional<String> complaint() {
        return config.hypervisor() == Kind.SIMULATED ? Optional.empty() : qemu.complaint();
    }
}
