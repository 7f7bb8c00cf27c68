package io.virga.identity.audit;

import io.virga.contract.audit.AuditEvent;
import io.virga.web.audit.AuditStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// What this service was asked itself: appended at once, with no message on the way.
@ApplicationScoped
class OwnRecords implements AuditStore {

    private final Completion completion;
    private final Links links;

    OwnRecords(Completion completion, Links links) {
        this.completion = completion;
        this.links = links;
    }

    @Override
    @Transactional
    public void write(List<AuditEvent> batch) {
        links.append(completion.complete(batch));
    }
}
