package io.virga.compute.host;

import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.contract.agent.HostReport;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/// Listens to the agents' heartbeats and keeps the picture of their hosts. A host may speak only for itself.
@ApplicationScoped
class Heartbeats {

    private static final Logger log = Logger.getLogger(Heartbeats.class);

    private final Hosts hosts;
    private final Mailboxes mailboxes;

    Heartbeats(Hosts hosts, Mailboxes mailboxes) {
        this.hosts = hosts;
        this.mailboxes = mailboxes;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.topic(Addresses.HOST_HEARTBEATS, HostReport.class, this::receive);
    }

    @Transactional
    void receive(Delivery<HostReport> heartbeat) {
        if (!AgentSender.speaksFor(heartbeat.sender(), heartbeat.message().host())) {
            log.warnf(
                    "%s sent a heartbeat for %s: dropped",
                    heartbeat.sender(), heartbeat.message().host());
            return;
        }
        hosts.observe(heartbeat.message());
    }
}
