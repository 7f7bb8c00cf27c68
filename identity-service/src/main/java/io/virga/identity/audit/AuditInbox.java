package io.virga.identity.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditRecords;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/// Takes the services' records and appends them to the chain. A service may speak only for itself.
@ApplicationScoped
class AuditInbox {

    private static final Logger log = Logger.getLogger(AuditInbox.class);

    private final Mailboxes mailboxes;
    private final Completion completion;
    private final Links links;
    private final Counter refused;

    AuditInbox(Mailboxes mailboxes, Completion completion, Links links, MeterRegistry metrics) {
        this.mailboxes = mailboxes;
        this.completion = completion;
        this.links = links;
        refused = metrics.counter("virga_audit_refused");
    }

    void start(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.AUDIT_RECORDS, 1, AuditRecords.class, this::receive);
    }

    /// Taking a message twice is the same as taking it once.
    @Transactional
    void receive(Delivery<AuditRecords> delivery) {
        var sender = delivery.sender();
        var events = delivery.message().events();
        var own = events.stream().filter(event -> speaksFor(sender, event)).toList();
        if (own.size() < events.size()) {
            log.warnf("%s sent %d audit records of other services: dropped", sender, events.size() - own.size());
            refused.increment(events.size() - own.size());
        }
        links.append(completion.complete(own));
    }

    private static boolean speaksFor(String sender, AuditEvent event) {
        return sender.isEmpty() || sender.equals(event.observer().name());
    }
}
