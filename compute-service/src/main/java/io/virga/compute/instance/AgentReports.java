package io.virga.compute.instance;

import io.quarkus.runtime.StartupEvent;
import io.virga.compute.host.AgentSender;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Takes the agents' reports. An agent may speak only for its own host; what else it claims is dropped.
@ApplicationScoped
class AgentReports {

    private static final Logger log = Logger.getLogger(AgentReports.class);
    private static final int READERS = 4;

    private final Observations observations;
    private final ImageSupply supply;
    private final Mailboxes mailboxes;

    AgentReports(Observations observations, ImageSupply supply, Mailboxes mailboxes) {
        this.observations = observations;
        this.supply = supply;
        this.mailboxes = mailboxes;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.COMPUTE_REPORTS, READERS, AgentReport.class, this::receive);
    }

    void receive(Delivery<AgentReport> delivery) {
        var report = delivery.message();
        if (!AgentSender.speaksFor(delivery.sender(), report.host())) {
            log.warnf("%s sent a report for host %s: dropped", delivery.sender(), report.host());
            return;
        }
        observations.take(report);
        if (report instanceof ImageWanted wanted) {
            supply.answer(wanted);
        }
    }
}
