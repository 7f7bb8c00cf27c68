package io.virga.compute.aggregate;

import io.quarkus.runtime.StartupEvent;
import io.virga.compute.host.AgentSender;
import io.virga.contract.Addresses;
import io.virga.contract.agent.HostReport;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;

/// Takes from the hosts' heartbeats how far they are with the images that they shall cache.
@ApplicationScoped
class CachingReports {

    private final ImageOrders orders;
    private final Mailboxes mailboxes;
    private final Clock clock;

    CachingReports(ImageOrders orders, Mailboxes mailboxes, Clock clock) {
        this.orders = orders;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.topic(Addresses.HOST_HEARTBEATS, HostReport.class, this::receive);
    }

    @Transactional
    void receive(Delivery<HostReport> heartbeat) {
        var report = heartbeat.message();
        if (AgentSender.speaksFor(heartbeat.sender(), report.host())) {
            report.caching().forEach(caching -> orders.told(report.host(), caching, clock.instant()));
        }
    }
}
