package io.virga.scheduler.host;

import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.contract.agent.HostReport;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.jboss.logging.Logger;

/// Listens to the agents' heartbeats, and believes each agent only what it says of its own host.
@ApplicationScoped
public class Heartbeats {

    private static final Logger log = Logger.getLogger(Heartbeats.class);

    private final Mailboxes mailboxes;
    private final HostService hosts;

    Heartbeats(Mailboxes mailboxes, HostService hosts) {
        this.mailboxes = mailboxes;
        this.hosts = hosts;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.topic(Addresses.HOST_HEARTBEATS, HostReport.class, this::receive);
    }

    void receive(Delivery<HostReport> delivery) {
        var report = delivery.message();
        if (!Objects.equals(delivery.sender(), "agent-" + report.host())) {
            log.warnf("a heartbeat of host %s came from %s: ignored", report.host(), delivery.sender());
        } else if (!plausible(report)) {
            log.warnf("the heartbeat of host %s makes no sense: ignored", report.host());
        } else {
            hosts.heard(report);
        }
    }

    private static boolean plausible(HostReport report) {
        var inventory = report.inventory();
        return inventory != null
                && inventory.vcpus() >= 0
                && inventory.memoryMib() >= 0
                && inventory.diskGib() >= 0
                && report.startedAt() != null
                && report.availabilityZone() != null
                && report.availabilityZone().length() <= 255;
    }
}
