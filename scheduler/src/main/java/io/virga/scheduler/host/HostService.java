package io.virga.scheduler.host;

import io.virga.contract.agent.HostReport;
import io.virga.model.HostName;
import io.virga.scheduler.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/// What heartbeats and operators say of hosts. Each method is one transaction and may be repeated.
@ApplicationScoped
public class HostService {

    private final KnownHosts hosts;
    private final SchedulerConfig config;
    private final Clock clock;

    HostService(KnownHosts hosts, SchedulerConfig config, Clock clock) {
        this.hosts = hosts;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    public void heard(HostReport report) {
        var now = clock.instant();
        hosts.heard(report, now, now.minus(config.hostSilence()));
    }

    @Transactional
    public void setEnabled(HostName host, boolean enabled) {
        hosts.setEnabled(host, enabled);
    }

    @Transactional
    public void setZone(HostName host, String zone) {
        hosts.setZone(host, zone);
    }
}
