package io.virga.web.audit;

import io.quarkus.arc.DefaultBean;
import io.virga.contract.Addresses;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditRecords;
import io.virga.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Puts a batch of records into the service's own database, from where the relay carries it to the identity service.
@ApplicationScoped
@DefaultBean
class AuditOutbox implements AuditStore {

    private final Outbox outbox;

    AuditOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public void write(List<AuditEvent> batch) {
        outbox.send(Addresses.AUDIT_RECORDS, new AuditRecords(batch));
    }
}
